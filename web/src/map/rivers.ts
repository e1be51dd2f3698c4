/** Mean width between banks by outline id, m: rivers are drawn to scale once the map is close enough to show it. */
export const riverWidthM: Readonly<Record<string, number>> = { 'river-hong': 800, 'river-duong': 300 }
