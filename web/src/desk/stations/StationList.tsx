import type { RefObject } from 'react'
import type { StationSelection, StationFilter } from './stationFilter.ts'
import { freshnesses, listedDomains, stationSorts } from './stationFilter.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Choice } from '../parts/Choice.tsx'
import { FilterChips } from '../parts/FilterChips.tsx'
import { SearchField } from '../parts/SearchField.tsx'
import { VirtualList } from '../parts/VirtualList.tsx'
import { StationRow } from './StationRow.tsx'

const rowPx = 54
const steer: { current: ((key: string) => boolean) | null } = { current: null }
const renderRow = (id: string) => <StationRow id={id} />

/** The list of stations with its search, filters and order. */
export function StationList(props: {
  selection: StationSelection
  total: number
  filter: StationFilter
  onText: (text: string) => void
  onFilter: (changes: Record<string, string | null>) => void
  selected: string | null
  pointed: string | null
  onSelect: (id: string) => void
  onPoint: (id: string | null) => void
  field: RefObject<HTMLInputElement | null>
}) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const format = useFormat()
  const { selection, total, filter, onText, onFilter, selected, pointed, onSelect, onPoint, field } = props
  const clear = () => {
    onText('')
    onFilter({ domain: null, freshness: null })
  }
  return (
    <>
      <div className="desk-filters">
        <SearchField
          value={filter.text}
          placeholder={t('stations.placeholder')}
          onChange={onText}
          field={field}
          steer={steer}
        />
        <FilterChips
          label={t('stations.domains')}
          value={filter.domain}
          options={listedDomains.map((value) => ({ value, text: common(`domain.${value}`) }))}
          onChange={(domain) => onFilter({ domain })}
        />
        <FilterChips
          label={t('stations.freshness')}
          value={filter.freshness}
          options={freshnesses.map((value) => ({
            value,
            text: common(`freshness.${value}`),
            count: selection.ofFreshness[value],
            className: `is-${value}`,
          }))}
          onChange={(freshness) => onFilter({ freshness })}
        />
        <div className="desk-filters__foot">
          <span role="status">
            {t('stations.count', {
              shown: format.number(selection.ids.length),
              total: format.number(total),
            })}
          </span>
          <Choice
            label={t('sort')}
            labelled={false}
            value={filter.sort}
            options={stationSorts.map((value) => ({ value, text: t(`stations.sortBy.${value}`) }))}
            onChange={(sort) => onFilter({ sort: sort === 'name' ? null : sort })}
          />
        </div>
      </div>
      {selection.ids.length === 0 ? (
        <EmptyState title={t('stations.none')}>
          <p>{t('stations.noneHint')}</p>
          <Button size="s" onPress={clear}>
            {t('clear')}
          </Button>
        </EmptyState>
      ) : (
        <VirtualList
          ids={selection.ids}
          rowHeight={rowPx}
          label={t('stations.list')}
          selected={selected}
          pointed={pointed}
          onSelect={onSelect}
          onPoint={onPoint}
          renderRow={renderRow}
          steer={steer}
        />
      )}
    </>
  )
}
