import './value.css'

/** The level as dots: the second sign beside colour, the same everywhere (badges, markers, legend). Not read out. */
export function LevelDots(props: { level: number; of: number }) {
  return (
    <span className="ui-dots" aria-hidden="true">
      {Array.from({ length: props.of }, (_, place) => (
        <i key={place} className={place < props.level ? 'is-on' : undefined} />
      ))}
    </span>
  )
}
