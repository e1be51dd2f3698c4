/** Texts of the public door. */
export const publicVi = {
  title: 'Hà Nội hôm nay',
  intro: 'Không khí, mưa, ngập và nước Hồ Tây, cập nhật liên tục',
  stations: 'số điểm đo',
} as const
