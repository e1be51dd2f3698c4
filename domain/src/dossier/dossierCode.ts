/** Both generations of codes: Circular 01/2018 (000.00.15.H26-190715-0042) and codes that start with the province
 *  (H26.01-250701-0001). The expression is ours (dossiers.md 1.3). */
const form = /^(?:\d{3}\.\d{2}\.\d{2,3}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,4})-\d{6}-\d{4,6}$/

/** Longest code that is kept: the exchange allows 50 characters, other systems' codes are somewhat longer. */
export const codeLimit = 100

/** Whether a dossier code has the national form. Others are kept and marked, never dropped:
 *  health, education, land and police systems use their own. */
export function isDossierCode(code: string): boolean {
  return form.test(code)
}
