import { useState } from 'react'
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
} from 'react-aria-components'
import { useText } from '../../i18n/i18n.ts'
import { Icon } from '../Icon.tsx'
import type { PlaceChoice } from './usePlace.ts'
import { searchUnits } from './searchUnits.ts'
import { usePlaceText } from './usePlaceText.ts'
import './place.css'

const centerKey = 'center'
const itemClass = (current: boolean) => (current ? 'place__item is-current' : 'place__item')

/** Which place the answers are for: a button that opens the search, and one that asks the device. */
export function PlacePicker({ choice }: { choice: PlaceChoice }) {
  const { t } = useText('public')
  const { nameOf } = usePlaceText()
  const [open, setOpen] = useState(false)
  const { place, locating } = choice
  const asking = locating === 'asking'
  return (
    <div className="place">
      <div className="place__row">
        <DialogTrigger isOpen={open} onOpenChange={setOpen}>
          <Button className="place__name">
            <Icon name="pin" />
            <span className="place__text">
              <span className="place__label">{t('place.label')}</span>
              <span className="place__value">{nameOf(place)}</span>
            </span>
            <Icon name="down" />
          </Button>
          <Popover className="place__popover" placement="bottom start" offset={4}>
            <Dialog className="place__dialog" aria-label={t('place.choose')}>
              <UnitSearch
                choice={choice}
                onChosen={() => setOpen(false)}
                onLocate={() => {
                  setOpen(false)
                  choice.locate()
                }}
              />
            </Dialog>
          </Popover>
        </DialogTrigger>
        <Button
          className="place__locate"
          aria-label={t('place.locate')}
          isPending={asking}
          onPress={choice.locate}
        >
          <Icon name="locate" />
        </Button>
      </div>
      <p className="place__state" role="status">
        {asking && t('place.asking')}
        {(locating === 'refused' || locating === 'unavailable' || locating === 'outside') &&
          t(`place.${locating}`)}
      </p>
    </div>
  )
}

function UnitSearch(props: { choice: PlaceChoice; onChosen: () => void; onLocate: () => void }) {
  const { t } = useText('public')
  const [typed, setTyped] = useState('')
  const { units, chooseUnit, place } = props.choice
  const found = searchUnits(units, typed)
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField className="place__search" aria-label={t('place.search')} autoFocus>
        <Icon name="search" />
        <Input placeholder={t('place.search')} />
      </SearchField>
      <p className="visually-hidden" role="status">
        {t('place.found', { count: found.length })}
      </p>
      <ListBox
        className="place__list"
        aria-label={t('place.choose')}
        onAction={(key) => {
          chooseUnit(key === centerKey ? null : String(key))
          props.onChosen()
        }}
        renderEmptyState={() => <p className="place__none">{t('place.none', { typed })}</p>}
      >
        {typed === '' && (
          <ListBoxItem
            id={centerKey}
            className={itemClass(place.kind === 'center')}
            textValue={t('place.center')}
          >
            {t('place.center')}
          </ListBoxItem>
        )}
        {found.map(({ code, name, type }) => (
          <ListBoxItem
            key={code}
            id={code}
            className={itemClass(place.kind === 'unit' && place.code === code)}
            textValue={name}
          >
            <span>{name}</span>
            <span className="place__type">{t(`place.type.${type === 'xã' ? 'commune' : 'ward'}`)}</span>
          </ListBoxItem>
        ))}
      </ListBox>
      <div className="place__foot">
        <Button className="place__here" onPress={props.onLocate}>
          <Icon name="locate" />
          {t('place.locate')}
        </Button>
        <p className="place__privacy">{t('place.privacy')}</p>
      </div>
    </Autocomplete>
  )
}
