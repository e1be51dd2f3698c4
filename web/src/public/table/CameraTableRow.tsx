import type { CameraItem } from '@city/domain/api/schemas.ts'
import { useText } from '../../i18n/i18n.ts'
import { Age } from '../../ui/Age.tsx'
import { usePlaceText } from '../place/usePlaceText.ts'

/** A camera as a row: name that opens it, state, age of its picture, distance. */
export function CameraTableRow(props: {
  camera: CameraItem
  distanceM: number
  onOpen: (id: string) => void
}) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const { distance } = usePlaceText()
  const { id, name, state, snapshot_at: taken } = props.camera
  return (
    <tr>
      <th scope="row">
        <button type="button" className="ptable__open" onClick={() => props.onOpen(id)}>
          {name}
        </button>
        <span className="ptable__near num">{t('answers.away', { distance: distance(props.distanceM) })}</span>
      </th>
      <td>
        <span className={`camstate is-${state}`}>
          <i aria-hidden="true" />
          {common(`camera.state.${state}`)}
        </span>
      </td>
      <td>
        <Age at={taken === null ? null : Date.parse(taken)} form="short" />
      </td>
      <td className="is-right num">{distance(props.distanceM)}</td>
    </tr>
  )
}
