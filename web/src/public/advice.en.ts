import type { Translation } from '../i18n/translation.ts'
import type { adviceVi } from './advice.vi.ts'

export const adviceEn: Translation<typeof adviceVi> = {
  good: { effect: 'No effect on health.', everybody: 'Everybody: outdoor activity as usual.' },
  moderate: {
    effect: 'Acceptable; sensitive people may feel something.',
    general: 'Outdoor activity as usual.',
    sensitive: 'You may go out; watch for cough or short breath.',
  },
  poor: {
    effect: 'Sensitive people are affected, others hardly.',
    general:
      'With sore eyes, cough or a sore throat, do less outside; pupils should not exercise long outside.',
    sensitive: 'Less time and less effort outside; keep asthma medicine ready.',
  },
  bad: {
    effect: 'Everybody begins to be affected, sensitive people seriously.',
    general: 'Less effort outside, no long exercise, more rest indoors.',
    sensitive: 'Stay indoors; if you must go out, wear a proper mask.',
  },
  very_bad: {
    effect: 'Warning: everybody is affected more strongly.',
    general: 'Avoid the outdoors; if you must go out, wear a proper mask.',
    sensitive: 'Stay indoors, avoid effort.',
  },
  hazardous: {
    effect: 'Emergency: the whole population is seriously affected.',
    everybody:
      'Everybody: stay indoors, close doors and windows; go out only if you must, with a proper mask.',
  },
}
