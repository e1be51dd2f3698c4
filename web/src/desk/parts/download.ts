/** Saves a text as a file of the reader's machine; nothing is sent anywhere. */
export function download(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The browser has taken the content by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
