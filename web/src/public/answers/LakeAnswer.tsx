import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Glyph } from '../../map/Glyph.tsx'
import { Age } from '../../ui/Age.tsx'
import { oxygenLevelOf } from '../model/lakeState.ts'
import type { CityState } from '../model/useCityState.ts'
import { Answer } from './Answer.tsx'

const lakeLook = {
  shape: 'square',
  tone: 'lake',
  level: 0,
  levels: 0,
  freshness: 'fresh',
  suspect: false,
} as const

/** "Is the lake clean?": what the oxygen says in plain words; no index is invented. */
export function LakeAnswer(props: { state: CityState; onShow: () => void }) {
  const { t } = useText('public')
  const format = useFormat()
  const language = useLanguage()
  const { oxygen, temperature, ph, asOf } = props.state.lake
  if (!oxygen)
    return (
      <Answer
        icon="lake"
        title={t('lake.title')}
        headline={t('lake.none')}
        age={<Age at={props.state.lastHeard.water} form="short" freshness="stale" />}
      >
        <p className="answer__source">{t('lake.noIndex')}</p>
      </Answer>
    )
  const level = oxygenLevelOf(oxygen.median)
  const lowest = oxygenLevelOf(oxygen.low)
  const mgPerL = (value: number) => format.quantity(value, 'mg/L', 1)
  const spotted = lowest !== level
  return (
    <Answer
      icon="lake"
      title={t('lake.title')}
      headline={spotted && level === 'enough' ? t('lake.lowSpot') : t(`lake.headline.${level}`)}
      look={lowest === 'enough' ? 'calm' : 'alarm'}
      age={<Age at={asOf} form="short" />}
      mark={<Glyph look={lakeLook} text={format.number(oxygen.median, 1)} />}
      action={{ text: t('lake.onMap'), onPress: props.onShow }}
    >
      <p className="answer__source">
        {t('lake.figures', {
          oxygen: mgPerL(oxygen.median),
          temp: temperature ? format.quantity(temperature.median, '°C', 1) : '–',
          ph: ph ? format.number(ph.median, 1) : '–',
        })}
        {lowest !== 'enough' && (
          <>
            {'. '}
            {t('lake.lowest', { oxygen: mgPerL(oxygen.low), name: oxygen.lowest.name[language] })}
          </>
        )}
      </p>
      {lowest !== 'enough' && <p className="answer__source">{t(`lake.meaning.${lowest}`)}</p>}
      <p className="answer__source">{t('lake.noIndexShort')}</p>
    </Answer>
  )
}
