/** How much one number bears. https://cloud.tencent.com/document/product/382/37809 ; the account's console may set other figures. */
import { RateWindow } from '../kit/rate-window.js';
import { type NumberRefused, refused } from './refusal.js';

export interface Limits {
  readonly perThirtySeconds: number;
  readonly perHour: number;
  readonly sameContentPerDay: number;
}

export const LIMITS: Limits = { perThirtySeconds: 1, perHour: 5, sameContentPerDay: 10 };

export class NumberLimits {
  readonly #halfMinute: RateWindow;
  readonly #hour: RateWindow;
  readonly #sameDay: RateWindow;

  constructor(limits: Limits | null) {
    const { perThirtySeconds, perHour, sameContentPerDay } = limits ?? {
      perThirtySeconds: Infinity,
      perHour: Infinity,
      sameContentPerDay: Infinity,
    };
    this.#halfMinute = new RateWindow(perThirtySeconds, 30_000);
    this.#hour = new RateWindow(perHour, 3_600_000);
    this.#sameDay = new RateWindow(sameContentPerDay, 24 * 3_600_000);
  }

  /** Counts only what is sent. */
  take(number: string, content: string, now: number): NumberRefused | undefined {
    const same = `${number}\n${content}`;
    if (this.#halfMinute.wait(number, now) > 0)
      return refused('LimitExceeded.PhoneNumberThirtySecondLimit', 'more than 1 in 30 seconds');
    if (this.#hour.wait(number, now) > 0)
      return refused('LimitExceeded.PhoneNumberOneHourLimit', 'more than 5 in an hour');
    if (this.#sameDay.wait(same, now) > 0)
      return refused('LimitExceeded.PhoneNumberSameContentDailyLimit', 'the same content too often in a day');
    this.#halfMinute.take(number, now);
    this.#hour.take(number, now);
    this.#sameDay.take(same, now);
    return undefined;
  }
}
