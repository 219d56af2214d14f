/** What time it is at the desk, and in the demo how to make it later. */
import { App, Button } from 'antd';
import { useState } from 'react';
import { clockTime, monthDay, span } from '../language/instants.js';
import { useLanguage } from '../language/language.js';
import { setDeskTime, useDeskNow } from '../net/desk-clock.js';
import { advanceClock } from '../net/requests.js';

const MINUTE = 60_000;
const STEPS = [30 * MINUTE, 120 * MINUTE, 1440 * MINUTE] as const;

export function DeskClock() {
  const { locale, zone, own } = useLanguage();
  const { message } = App.useApp();
  const now = useDeskNow();
  const [moving, setMoving] = useState<number | null>(null);
  const ahead = Math.round((now - Date.now()) / MINUTE) * MINUTE;

  async function move(ms: number): Promise<void> {
    setMoving(ms);
    try {
      setDeskTime((await advanceClock(ms)).now);
    } catch {
      message.error(own.clock.failed);
    }
    setMoving(null);
  }

  return (
    <div className="desk-clock">
      <div className="desk-clock-face" role="timer" aria-label={own.clock.label}>
        <span className="desk-clock-date">{monthDay(now, locale, zone)}</span>
        <span className="desk-clock-time">{clockTime(now, locale, zone)}</span>
        {ahead >= MINUTE && <span className="desk-clock-ahead">{own.clock.ahead(span(ahead, own))}</span>}
      </div>
      <fieldset className="desk-clock-steps" aria-label={own.clock.move}>
        {STEPS.map((ms, index) => (
          <Button
            key={ms}
            size="small"
            loading={moving === ms}
            disabled={moving !== null && moving !== ms}
            onClick={() => void move(ms)}
          >
            {own.clock.steps[index]}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
