/** Bounds of one visit to a camera, in milliseconds. */
export interface VisitLimits {
  /** Until the camera's first answer. */
  answerMs: number
  /** How much of the stream is measured. */
  measureMs: number
  /** The whole visit after the first answer; then whatever still runs is killed. */
  visitMs: number
}

/** Three seconds of stream give the rate of 5 frames a second to within 7 %. Key frames come at most 10 s apart in
 *  common camera settings, so 14 s hold one. */
export const visitLimits: VisitLimits = { answerMs: 5_000, measureMs: 3_000, visitMs: 14_000 }

/** A picture larger than this is not read to its end: 8 MiB, above any still of 4K cameras. */
export const maxPictureBytes = 8 * 1024 * 1024
