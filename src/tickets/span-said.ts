/** A span of time as people say it, in the letters durations are written with: '1 小时 30 分' → '1h30m'. */
import { saidPlainly } from './answers/said.js';

export function spanLetters(said: string): string {
  return (saidPlainly(said) ?? '')
    .toLowerCase()
    .replace(/\s+/gu, '')
    .replace(/(\d)个半小时/u, '$1h30m')
    .replace(/半个?小时/u, '30m')
    .replace(/个?小时半/u, 'h30m')
    .replace(/个?小时|hours?|hrs?/u, 'h')
    .replace(/分钟?|min(ute)?s?/u, 'm')
    .replace(/天|days?/u, 'd');
}
