/** Line drawings in a box of 24 × 24, 1.8 px strokes; `fill` where a shape is filled. */
const drawings = {
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 1 0-14 0C5 14.8 12 21 12 21z M12 12a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z',
  down: 'M6 9l6 6l6-6',
  next: 'M9 6l6 6l-6 6',
  locate:
    'M12 3v3 M12 18v3 M3 12h3 M18 12h3 M12 18a6 6 0 1 0 0-12a6 6 0 0 0 0 12z M12 13.2a1.2 1.2 0 1 0 0-2.4a1.2 1.2 0 0 0 0 2.4z',
  search: 'M11 18a7 7 0 1 0 0-14a7 7 0 0 0 0 14z M20 20l-4-4',
  close: 'M6 6l12 12 M18 6L6 18',
  air: 'M3 9h10.5a2.5 2.5 0 1 0-2.4-3.2 M3 13h15a2.7 2.7 0 1 1-2.6 3.5 M3 17h7.5a2 2 0 1 1-1.9 2.6',
  rain: 'M7 14.5a4 4 0 0 1-.4-8A5.5 5.5 0 0 1 17.2 8A3.3 3.3 0 0 1 17 14.5z M8.5 17.5l-1 3 M12.5 17.5l-1 3 M16.5 17.5l-1 3',
  flood:
    'M3 17c1.5 0 1.5 1.2 3 1.2S7.5 17 9 17s1.5 1.2 3 1.2S13.5 17 15 17s1.5 1.2 3 1.2S19.5 17 21 17 M5 13.5V9.5L12 4l7 5.5v4 M10 13.5v-3.5h4v3.5',
  lake: 'M3 8c1.5 0 1.5 1.2 3 1.2S7.5 8 9 8s1.5 1.2 3 1.2S13.5 8 15 8s1.5 1.2 3 1.2S19.5 8 21 8 M3 13c1.5 0 1.5 1.2 3 1.2S7.5 13 9 13s1.5 1.2 3 1.2s1.5-1.2 3-1.2s1.5 1.2 3 1.2s1.5-1.2 3-1.2 M3 18c1.5 0 1.5 1.2 3 1.2S7.5 18 9 18s1.5 1.2 3 1.2s1.5-1.2 3-1.2s1.5 1.2 3 1.2s1.5-1.2 3-1.2',
  camera:
    'M4 7.5h9a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H4a1.5 1.5 0 0 1-1.5-1.5V9A1.5 1.5 0 0 1 4 7.5z M15 11l6-3v8l-6-3z',
  map: 'M9 4L3 6.5v13.5l6-2.5l6 2.5l6-2.5V4l-6 2.5z M9 4v13.5 M15 6.5V20',
  table: 'M4 5h16v14H4z M4 10h16 M4 14.5h16 M10 5v14',
  now: 'M4 11.5L12 5l8 6.5V19.5h-5.5v-5h-5v5H4z',
  motorbike:
    'M5.5 18a3 3 0 1 0 0-6a3 3 0 0 0 0 6z M18.5 18a3 3 0 1 0 0-6a3 3 0 0 0 0 6z M8.5 15h5l3-5.5H9.5L7 12 M14 6.5h2.5l2 5.5',
  car: 'M4 16.5v-4l2-5.5h12l2 5.5v4z M4 12.5h16 M7.5 19a2 2 0 0 0 2-2.5h-4a2 2 0 0 0 2 2.5z M16.5 19a2 2 0 0 0 2-2.5h-4a2 2 0 0 0 2 2.5z',
  out: 'M14 4h6v6 M20 4l-9 9 M18 13.5V20H4V6h6.5',
  list: 'M9 6h11 M9 12h11 M9 18h11 M4.5 6h.01 M4.5 12h.01 M4.5 18h.01',
} as const

export type IconName = keyof typeof drawings

/** A small drawing beside a text that says the same; not read out. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}
