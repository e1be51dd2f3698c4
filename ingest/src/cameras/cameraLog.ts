/** The part of a logger that cameras use: fields first, then the sentence. */
export interface CameraLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}
