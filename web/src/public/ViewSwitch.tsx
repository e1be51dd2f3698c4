import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useText } from '../i18n/i18n.ts'
import { cx } from '../ui/cx.ts'
import type { View } from './address.ts'
import { Icon } from './Icon.tsx'

/** Answers, map or table. `tabs`: the bar at the bottom of a phone. */
export function ViewSwitch(props: {
  view: View
  views: readonly View[]
  tabs?: boolean
  onChange: (view: View) => void
}) {
  const { t } = useText('public')
  return (
    <ToggleButtonGroup
      className={cx('view-switch', props.tabs && 'view-switch--tabs')}
      aria-label={t('view.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.view]}
      onSelectionChange={(keys) => {
        const chosen = props.views.find((view) => keys.has(view))
        if (chosen) props.onChange(chosen)
      }}
    >
      {props.views.map((view) => (
        <ToggleButton key={view} id={view} className="view-switch__one">
          <Icon name={view} />
          <span>{t(`view.${view}`)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
