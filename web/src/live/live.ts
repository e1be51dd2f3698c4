import { LiveStore } from './liveStore.ts'

/** The live picture of this page: one per page, fed by the socket (wall, desk) or by polling (public). */
export const live = new LiveStore()
