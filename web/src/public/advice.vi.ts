/** Health effect and advice by band: Decision 1459/QĐ-TCMT, Tables 4 and 5, shortened. */
export const adviceVi = {
  good: {
    effect: 'Không ảnh hưởng tới sức khỏe.',
    everybody: 'Mọi người sinh hoạt ngoài trời bình thường.',
  },
  moderate: {
    effect: 'Chấp nhận được; người nhạy cảm có thể cảm thấy đôi chút.',
    general: 'Sinh hoạt ngoài trời bình thường.',
    sensitive: 'Vẫn ra ngoài được, để ý ho hoặc khó thở.',
  },
  poor: {
    effect: 'Người nhạy cảm bị ảnh hưởng, người khác hầu như không.',
    general: 'Đau mắt, ho, rát họng thì bớt hoạt động ngoài trời; học sinh không tập lâu ngoài trời.',
    sensitive: 'Bớt ra ngoài, bớt vận động mạnh; người hen chuẩn bị thuốc.',
  },
  bad: {
    effect: 'Mọi người bắt đầu bị ảnh hưởng, người nhạy cảm bị nặng hơn.',
    general: 'Giảm vận động mạnh ngoài trời, nghỉ trong nhà nhiều hơn.',
    sensitive: 'Ở trong nhà; phải ra ngoài thì đeo khẩu trang đạt chuẩn.',
  },
  very_bad: {
    effect: 'Cảnh báo: mọi người bị ảnh hưởng rõ hơn.',
    general: 'Hạn chế tối đa ra ngoài; cần thiết thì đeo khẩu trang đạt chuẩn.',
    sensitive: 'Ở trong nhà, không gắng sức.',
  },
  hazardous: {
    effect: 'Khẩn cấp: toàn bộ dân số bị ảnh hưởng nghiêm trọng.',
    everybody: 'Mọi người ở trong nhà, đóng cửa; cần thiết mới ra, đeo khẩu trang đạt chuẩn.',
  },
} as const
