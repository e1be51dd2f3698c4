/** Texts of the desk. */
export const deskVi = {
  title: 'Bàn phân tích',
  choose: 'Chọn một trạm để xem số liệu 24 giờ qua',
  last24h: '24 giờ qua',
} as const
