import type { ReactNode } from 'react'
import { aqiBands } from '@city/domain/air/aqiTable.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { levelOf } from '../domainView/airBand.ts'
import { riskLevels, riskSign } from '../domainView/riskLevel.ts'
import { useText } from '../i18n/i18n.ts'
import { Glyph } from './Glyph.tsx'
import './map.css'

const rainLevels = [0, 1, 2, 3, 4, 5] as const
const floodClasses = [0, 1, 2, 3, 4] as const
const fresh = { freshness: 'fresh', suspect: false } as const

/** What the marks mean: one group per domain on show, then how age and doubt look. `risks`: flood points carry the sign of
 *  their risk. */
export function Legend(props: { domains: readonly Domain[]; risks?: boolean }) {
  const { t } = useText('common')
  const { domains, risks = false } = props
  return (
    <div className="legend" aria-label={t('map.legend')} role="group">
      {domains.includes('air') && (
        <Group title={`${t('domain.air')} · ${t('aqi.name')}`}>
          {aqiBands.map(({ band, upTo }, place) => (
            <Item
              key={band}
              text={t(`aqi.band.${band}`)}
              range={`${place === 0 ? 0 : aqiBands[place - 1]!.upTo + 1}–${upTo}`}
            >
              <Glyph
                look={{ ...fresh, shape: 'circle', tone: `aqi-${band}`, level: levelOf(band), levels: 6 }}
                text=" "
              />
            </Item>
          ))}
        </Group>
      )}
      {domains.includes('rain') && (
        <Group title={t('domain.rain')}>
          {rainLevels.map((level) => (
            <Item key={level} text={t(`rain.level.${level}`)}>
              <Glyph
                look={{ ...fresh, shape: 'drop', tone: `rain-${level}`, level, levels: 5, calm: level === 0 }}
                text={level === 0 ? '' : ' '}
              />
            </Item>
          ))}
        </Group>
      )}
      {domains.includes('flood') && (
        <Group title={t('domain.flood')}>
          {floodClasses.map((level) => (
            <Item key={level} text={t(`flood.class.${level}`)} range={t(`flood.depth.${level}`)}>
              <Glyph
                look={{
                  ...fresh,
                  shape: 'diamond',
                  tone: `flood-${level}`,
                  level,
                  levels: 4,
                  calm: level === 0,
                }}
                text={level === 0 ? '' : ' '}
              />
            </Item>
          ))}
        </Group>
      )}
      {risks && domains.includes('flood') && (
        <Group title={t('legend.risk')}>
          {riskLevels.slice(1).map((code) => (
            <Item key={code} text={t(`risk.level.${code}`)}>
              <Glyph
                look={{ ...fresh, shape: 'diamond', tone: 'risk', level: 0, levels: 4 }}
                text={riskSign(code)}
              />
            </Item>
          ))}
          <Item text={t('risk.unconfirmed')}>
            <Glyph
              look={{ ...fresh, shape: 'diamond', tone: 'risk', level: 0, levels: 4, suspect: true }}
              text={riskSign('watch', true)}
            />
          </Item>
        </Group>
      )}
      {domains.includes('water') && (
        <Group title={t('domain.water')}>
          <Item text={t('station.water')}>
            <Glyph look={{ ...fresh, shape: 'square', tone: 'lake', level: 0, levels: 0 }} />
          </Item>
        </Group>
      )}
      <Group title={t('legend.quality')}>
        {(['late', 'stale', 'silent'] as const).map((freshness) => (
          <Item key={freshness} text={t(`legend.${freshness}`)}>
            <Glyph
              look={{
                shape: 'circle',
                tone: freshness === 'late' ? 'aqi-good' : null,
                level: 0,
                levels: 6,
                suspect: false,
                freshness,
              }}
              text={freshness === 'silent' ? '–' : '42'}
            />
          </Item>
        ))}
        <Item text={t('legend.suspect')}>
          <Glyph
            look={{
              shape: 'circle',
              tone: 'aqi-good',
              level: 0,
              levels: 6,
              suspect: true,
              freshness: 'fresh',
            }}
            text="42"
          />
        </Item>
      </Group>
    </div>
  )
}

function Group(props: { title: string; children: ReactNode }) {
  return (
    <section className="legend__group">
      <h3 className="legend__title">{props.title}</h3>
      <ul>{props.children}</ul>
    </section>
  )
}

function Item(props: { text: string; range?: string; children: ReactNode }) {
  return (
    <li className="legend__item">
      {props.children}
      <span>{props.text}</span>
      {props.range && <span className="legend__range num">{props.range}</span>}
    </li>
  )
}
