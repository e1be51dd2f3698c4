/** Display level of the rain of one hour.
 *  0 dry; 1 < 2.5; 2 < 10 (slight and moderate by WMO-No. 8); 3 < 25; 4 < 50 (watch and widespread levels of the
 *  dashboard, environment reference 5.2); 5 from 50 mm (violent by WMO-No. 8). Not the national 12 h and 24 h classes. */
export function rainLevelOf(mmPerHour: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (mmPerHour <= 0) return 0
  if (mmPerHour < 2.5) return 1
  if (mmPerHour < 10) return 2
  if (mmPerHour < 25) return 3
  return mmPerHour < 50 ? 4 : 5
}
