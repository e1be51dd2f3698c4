import type { MapView, Mark } from './leafletMap.ts'
import { nearestInDirection, type Direction } from './nearestInDirection.ts'

/** What one mark shows. `key` changes exactly when something about the drawing changes. */
export interface MarkDrawing {
  id: string
  lat: number
  lon: number
  key: string
  className: string
  /** fill and ink as CSS values, or none */
  fill?: string
  ink?: string
  /** trusted markup, made by markSvg */
  svg: string
  /** what the mark says to a screen reader */
  label: string
  /** name shown beside the mark when it is pointed at, focused or selected */
  name: string
  /** higher stands above lower */
  rank: number
}

interface Drawn {
  drawing: MarkDrawing
  element: HTMLElement
  mark: Mark
}

const directions: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Marks of one layer. An update touches only marks whose key changed. One mark of the set is reached by Tab,
 *  the arrow keys lead to its neighbours, Enter or Space opens. */
export class MarkSet {
  readonly #view: MapView
  readonly #onPress: (id: string) => void
  readonly #onPoint: (id: string | null) => void
  readonly #drawn = new Map<string, Drawn>()
  #selected: string | null = null
  #pointed: string | null = null
  #reached: string | null = null

  /** @param onPoint told which mark the pointer is on, null when it leaves */
  constructor(view: MapView, onPress: (id: string) => void, onPoint: (id: string | null) => void = () => {}) {
    this.#view = view
    this.#onPress = onPress
    this.#onPoint = onPoint
  }

  show(drawings: readonly MarkDrawing[]): void {
    const kept = new Set(drawings.map(({ id }) => id))
    for (const [id, { mark }] of this.#drawn)
      if (!kept.has(id)) {
        mark.remove()
        this.#drawn.delete(id)
      }
    for (const drawing of drawings) this.#put(drawing)
    if (this.#reached === null || !kept.has(this.#reached)) this.#reach(drawings[0]?.id ?? null)
  }

  select(id: string | null): void {
    const before = this.#selected
    this.#selected = id
    for (const one of [before, id]) {
      const drawn = one === null ? undefined : this.#drawn.get(one)
      if (drawn) this.#dress(drawn)
    }
    if (id !== null && this.#drawn.has(id)) this.#reach(id)
  }

  /** Shows a mark as if the pointer were on it, for lists beside the map. */
  point(id: string | null): void {
    const before = this.#pointed
    this.#pointed = id
    for (const one of [before, id]) {
      const drawn = one === null ? undefined : this.#drawn.get(one)
      drawn?.element.classList.toggle('is-pointed', one === id)
      drawn?.mark.raise(this.#heightOf(drawn.drawing))
    }
  }

  clear(): void {
    for (const { mark } of this.#drawn.values()) mark.remove()
    this.#drawn.clear()
  }

  #put(drawing: MarkDrawing): void {
    const known = this.#drawn.get(drawing.id)
    if (known?.drawing.key === drawing.key) return
    if (known) {
      if (known.drawing.lat !== drawing.lat || known.drawing.lon !== drawing.lon)
        known.mark.move(drawing.lat, drawing.lon)
      known.drawing = drawing
      this.#dress(known)
      return
    }
    const element = document.createElement('div')
    element.setAttribute('role', 'button')
    element.tabIndex = -1
    element.addEventListener('keydown', (event) => this.#onKey(event, drawing.id))
    element.addEventListener('focus', () => this.#reach(drawing.id))
    element.addEventListener('pointerenter', () => this.#onPoint(drawing.id))
    element.addEventListener('pointerleave', () => this.#onPoint(null))
    const mark = this.#view.addMark(drawing.lat, drawing.lon, element, () => this.#onPress(drawing.id))
    const drawn = { drawing, element, mark }
    this.#drawn.set(drawing.id, drawn)
    this.#dress(drawn)
  }

  #dress({ drawing, element, mark }: Drawn): void {
    const selected = drawing.id === this.#selected
    const pointed = drawing.id === this.#pointed
    element.className = `mark ${drawing.className}${selected ? ' is-selected' : ''}${pointed ? ' is-pointed' : ''}`
    element.style.setProperty('--fill', drawing.fill ?? '')
    element.style.setProperty('--ink-on-fill', drawing.ink ?? '')
    element.setAttribute('aria-label', drawing.label)
    element.setAttribute('aria-pressed', String(selected))
    element.innerHTML = drawing.svg
    const name = document.createElement('span')
    name.className = 'mark__name'
    name.setAttribute('aria-hidden', 'true')
    name.textContent = drawing.name
    element.append(name)
    mark.raise(this.#heightOf(drawing))
  }

  #heightOf({ id, rank }: MarkDrawing): number {
    return (id === this.#pointed ? 200 : id === this.#selected ? 100 : rank) * 1000
  }

  #reach(id: string | null): void {
    const before = this.#reached === null ? undefined : this.#drawn.get(this.#reached)
    if (before) before.element.tabIndex = -1
    this.#reached = id
    const next = id === null ? undefined : this.#drawn.get(id)
    if (next) next.element.tabIndex = 0
  }

  #onKey(event: KeyboardEvent, id: string): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      this.#onPress(id)
      return
    }
    const direction = directions[event.key]
    if (!direction) return
    event.preventDefault()
    event.stopPropagation()
    const places = [...this.#drawn.values()].map(({ drawing }) => ({
      id: drawing.id,
      ...this.#view.planePx(drawing.lat, drawing.lon),
    }))
    const from = places.find((one) => one.id === id)
    const next = from && nearestInDirection(from, places, direction)
    const found = next && this.#drawn.get(next.id)
    if (!found) return
    if (!this.#view.isInView(found.drawing.lat, found.drawing.lon))
      this.#view.lookAt(found.drawing.lat, found.drawing.lon)
    found.element.focus({ preventScroll: true })
  }
}
