import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useText } from '../../i18n/i18n.ts'
import { layers, type LayerName } from '../address.ts'
import { Icon, type IconName } from '../Icon.tsx'

const icons: Record<LayerName, IconName> = {
  air: 'air',
  rain: 'rain',
  flood: 'flood',
  water: 'lake',
  cameras: 'camera',
}

/** Which layers the map shows; wide enough for a thumb. `one`: choosing one leaves the others (for the table). */
export function LayerBar(props: {
  shown: readonly LayerName[]
  flooded: number
  one?: boolean
  onChange: (shown: readonly LayerName[]) => void
}) {
  const { t } = useText('public')
  const { shown, flooded, one = false } = props
  return (
    <ToggleButtonGroup
      className="layer-bar"
      aria-label={t('layers.label')}
      selectionMode={one ? 'single' : 'multiple'}
      disallowEmptySelection={one}
      selectedKeys={shown}
      onSelectionChange={(keys) => props.onChange(layers.filter((layer) => keys.has(layer)))}
    >
      {layers.map((layer) => (
        <ToggleButton key={layer} id={layer} className="layer-bar__one">
          <Icon name={icons[layer]} />
          <span>{t(`layers.${layer}`)}</span>
          {layer === 'flood' && flooded > 0 && (
            <b className="layer-bar__count">
              <span aria-hidden="true">{flooded}</span>
              <span className="visually-hidden">, {t('layers.flooded', { count: flooded })}</span>
            </b>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
