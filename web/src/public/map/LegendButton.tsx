import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Domain } from '@city/domain/station/station.ts'
import { useText } from '../../i18n/i18n.ts'
import { Legend } from '../../map/Legend.tsx'
import { PaletteSwitch } from '../../ui/PaletteSwitch.tsx'
import { Icon } from '../Icon.tsx'

/** The legend behind a button, with the switch to easy-to-tell colours. */
export function LegendButton({ domains }: { domains: readonly Domain[] }) {
  const { t } = useText('public')
  const [open, setOpen] = useState(false)
  return (
    <div className="legend-box">
      {open && (
        <div className="legend-box__panel" id="legend-panel">
          <Legend domains={domains} risks />
          {domains.includes('air') && <PaletteSwitch />}
        </div>
      )}
      <Button
        className="map-button"
        aria-expanded={open}
        {...(open && { 'aria-controls': 'legend-panel' })}
        onPress={() => setOpen(!open)}
      >
        <Icon name={open ? 'close' : 'list'} />
        {open ? t('legend.close') : t('legend.open')}
      </Button>
    </div>
  )
}
