/** Texts of the wall. */
export const wallVi = {
  title: 'Toàn cảnh thành phố',
} as const
