import { useCallback, type RefObject } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { live } from '../../live/live.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Choice } from '../parts/Choice.tsx'
import { FilterChips } from '../parts/FilterChips.tsx'
import { SearchField } from '../parts/SearchField.tsx'
import { VirtualList } from '../parts/VirtualList.tsx'
import { cameraSorts, cameraStates, type CameraFilter, type selectCameras } from './cameraFilter.ts'
import { CameraRow } from './CameraRow.tsx'

const rowPx = 54
const steer: { current: ((key: string) => boolean) | null } = { current: null }

/** The list of cameras with its search, filters and order. */
export function CameraList(props: {
  selection: ReturnType<typeof selectCameras>
  total: number
  filter: CameraFilter
  unit: (code: string | null) => string | undefined
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
  const { selection, total, filter, unit, onText, onFilter, selected, pointed, onSelect, onPoint, field } =
    props
  const renderRow = useCallback(
    (id: string) => <CameraRow id={id} unit={unit(live.camera(id)?.unit ?? null)} />,
    [unit],
  )
  return (
    <>
      <div className="desk-filters">
        <SearchField
          value={filter.text}
          placeholder={t('cameras.placeholder')}
          onChange={onText}
          field={field}
          steer={steer}
        />
        <FilterChips
          label={t('cameras.states')}
          value={filter.state}
          options={cameraStates.map((value) => ({
            value,
            text: common(`camera.state.${value}`),
            count: selection.ofState[value],
            className: value === 'offline' ? 'is-alarm' : '',
          }))}
          onChange={(state) => onFilter({ state })}
        />
        <div className="desk-filters__foot">
          <span role="status">
            {t('cameras.count', { shown: format.number(selection.ids.length), total: format.number(total) })}
          </span>
          <Choice
            label={t('sort')}
            labelled={false}
            value={filter.sort}
            options={cameraSorts.map((value) => ({ value, text: t(`cameras.sortBy.${value}`) }))}
            onChange={(sort) => onFilter({ sort: sort === 'state' ? null : sort })}
          />
        </div>
      </div>
      {selection.ids.length === 0 ? (
        <EmptyState title={t('cameras.none')}>
          <Button
            size="s"
            onPress={() => {
              onText('')
              onFilter({ state: null })
            }}
          >
            {t('clear')}
          </Button>
        </EmptyState>
      ) : (
        <VirtualList
          ids={selection.ids}
          rowHeight={rowPx}
          label={t('cameras.list')}
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
