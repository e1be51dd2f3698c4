import './states.css'

/** Grey bars where something is on its way; says "loading" once to a screen reader. `label` from the texts. */
export function Skeleton(props: { lines?: number; height?: string; label: string }) {
  return (
    <div className="ui-skeleton" role="status" aria-label={props.label}>
      {Array.from({ length: props.lines ?? 1 }, (_, line) => (
        <i key={line} style={props.height ? { height: props.height } : undefined} />
      ))}
    </div>
  )
}
