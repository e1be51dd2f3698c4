/** What a camera showed on one visit. `still`: one JPEG, null when none came within the bound. */
export interface Sight {
  answerMs: number
  /** Frames per second, measured; null where it cannot be (a still, or too few frames). */
  fps: number | null
  width: number | null
  height: number | null
  codec: string | null
  still: Buffer | null
}
