/** File name of a camera's snapshot inside the snapshot folder, or undefined for an id that must never become part
 *  of a path (anything but letters, digits, `_` and `-`, or longer than 100 characters). */
export function snapshotFile(camera: string): string | undefined {
  return /^[A-Za-z0-9_-]{1,100}$/.test(camera) ? `${camera}.jpg` : undefined
}
