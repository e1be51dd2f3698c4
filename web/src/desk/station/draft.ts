/** What a decision is about before it is made; times as a datetime-local field holds them. */
export interface Draft {
  parameter: string
  from: string
  to: string
}
