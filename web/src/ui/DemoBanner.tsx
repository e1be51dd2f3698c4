import { useCityInfo } from '../api/queries.ts'
import { useText } from '../i18n/i18n.ts'
import './states.css'

/** "DỮ LIỆU MÔ PHỎNG": on every screen while the data are simulated. `form="tag"` for walls and embeds: title only. */
export function DemoBanner(props: { form?: 'bar' | 'tag' }) {
  const { t } = useText('common')
  const { data } = useCityInfo()
  if (!data?.demo) return null
  return (
    <div className={`ui-demo ui-demo--${props.form ?? 'bar'}`} role="note">
      <strong>{t('demo.title')}</strong>
      {props.form !== 'tag' && <span>{t('demo.text')}</span>}
    </div>
  )
}
