import type { WaterClasses } from '@city/domain/api/water.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { useStationWqi } from '../../api/environment.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import type { Language } from '../../i18n/languages.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Card } from '../parts/Card.tsx'
import { ClassTag } from './ClassTag.tsx'
import { useLakeText } from './useLakeText.ts'

const letters = ['A', 'B', 'C', 'D'] as const

/** Class of the last 30 days by the means of each parameter, with the parameters that decide and all limits. */
export function ClassesCard({ station, named = false }: { station: LiveStation; named?: boolean }) {
  const t = useLakeText()
  const language = useLanguage()
  const from = hanoiDayStart(useServerNow(60_000) - 29 * dayMs)
  const query = useStationWqi(station.id, { kind: 'day', from: new Date(from).toISOString() })
  const title = named ? `${t('classes.title')} · ${station.name[language]}` : t('classes.title')
  return (
    <Card title={title} className="lk__classes">
      <Loaded query={query} what={t('classes.title')} lines={5}>
        {({ classes }) =>
          classes ? (
            <Classes classes={classes} station={station} />
          ) : (
            <p className="desk-none">{t('classes.none')}</p>
          )
        }
      </Loaded>
    </Card>
  )
}

function Classes({ classes, station }: { classes: WaterClasses; station: LiveStation }) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const nameOf = (id: string) => findParameter(station.domain, id)?.name[language] ?? id
  const { overall, deciding, parameters, maxima } = classes
  const decimalsOf = (id: string) => findParameter(station.domain, id)?.decimals ?? 2
  const unsure = parameters.some(({ mark }) => mark === 'U')
  return (
    <>
      <p className="lk-overall">
        {overall ? (
          <>
            <ClassTag code={overall} />{' '}
            {t('classes.deciding', { parameters: deciding.map(nameOf).join(', ') })}
          </>
        ) : (
          t('classes.unknown')
        )}
      </p>
      <p className="lk-text">{classes.text[language]}</p>
      {parameters.length > 0 && (
        <table className="desk-table lk-classes">
          <thead>
            <tr>
              <th scope="col">{t('classes.parameter')}</th>
              <th scope="col" className="is-number">
                {t('classes.mean')}
              </th>
              <th scope="col" className="is-number">
                {t('classes.values')}
              </th>
              <th scope="col">{t('classes.class')}</th>
              {letters.map((letter) => (
                <th key={letter} scope="col" className="is-limit">
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ parameter, unit, mean, count, class: code, limits, mark }) => (
              <tr key={parameter} className={cx(deciding.includes(parameter) && 'is-chosen')}>
                <th scope="row">{nameOf(parameter)}</th>
                <td className="is-number num">{format.quantity(mean, unit, decimalsOf(parameter))}</td>
                <td className="is-number num">{format.number(count)}</td>
                <td>
                  <ClassTag code={code} />
                  {mark === 'U' && <small> *</small>}
                </td>
                {letters.map((letter) => (
                  <td key={letter} className={cx('is-limit', letter === code && 'is-here')}>
                    {limitText(limits[letter], language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {maxima.length > 0 && (
        <>
          <h3 className="lk-sub">{t('classes.maxima')}</h3>
          <ul className="lk-maxima">
            {maxima.map(({ parameter, unit, mean, limit, exceeded }) => (
              <li key={parameter} className={cx(exceeded && 'is-over')}>
                {nameOf(parameter)}:{' '}
                <span className="num">{format.quantity(mean, unit, decimalsOf(parameter))}</span>
                {' / '}
                <span className="num">{format.quantity(limit, unit, decimalsOf(parameter))}</span>{' '}
                <b>{exceeded ? t('classes.exceeded') : t('classes.within')}</b>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="desk-note">
        {classes.document}.{' '}
        {t('classes.span', {
          from: format.date(Date.parse(classes.from)),
          to: format.date(Date.parse(classes.to)),
        })}{' '}
        {unsure && t('classes.marks')}
      </p>
    </>
  )
}

/** A limit as the answer writes it, with the decimal sign of the page's language. */
function limitText(text: string, language: Language): string {
  return language === 'vi' ? text.replaceAll(', ', '; ').replaceAll(/(\d)\.(\d)/g, '$1,$2') : text
}
