/** The conversation in view, oldest first, kept at its end unless the reader has scrolled away. */
import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { hourMinute, monthDay } from '../language/instants.js';
import { useLanguage } from '../language/language.js';
import type { Line } from '../wire.js';
import { Empty } from './empty.js';
import { LineView } from './line.js';
import { OutgoingLine } from './outgoing-line.js';
import type { Outgoing } from './state.js';
import { useChat } from './use-chat.js';

/** Lines closer than this stand under one time. */
const GAP_MS = 5 * 60_000;
const NEAR_END_PX = 80;

export function Messages() {
  const { own } = useLanguage();
  const { store, state, persona } = useChat();
  const log = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const lines = state.lines.filter((line) => line.address === state.place);
  const waiting = stillToShow(state.outgoing, lines, state.place);
  const newest = lines.at(-1)?.id ?? 0;
  const { place } = state;

  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation is read from its end.
  useLayoutEffect(() => {
    setAway(false);
    toEnd();
  }, [place]);

  useLayoutEffect(() => {
    if (!away) toEnd();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something new came into view.
  useEffect(() => {
    const see = () => {
      if (!away && document.visibilityState === 'visible') store.see(place);
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [store, newest, away, place]);

  return (
    <div className="messages-frame">
      <div
        ref={log}
        className="messages"
        role="log"
        aria-label={own.window.log(own.roles[persona.role])}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setAway(scrollHeight - scrollTop - clientHeight > NEAR_END_PX)
        }
      >
        {state.loaded && lines.length === 0 && waiting.length === 0 && <Empty />}
        {lines.map((line, index) => (
          <div key={line.id} className="message-row">
            <TimeMark line={line} before={lines[index - 1]} />
            <LineView line={line} named={lines[index - 1]?.author !== line.author} />
          </div>
        ))}
        {waiting.map((outgoing) => (
          <OutgoingLine key={outgoing.eventId} outgoing={outgoing} />
        ))}
      </div>
      {away && (
        <Button className="to-end" size="small" shape="round" icon={<DownOutlined />} onClick={toEnd}>
          {own.window.newer}
        </Button>
      )}
    </div>
  );
}

/** Written messages that the desk has not put into the conversation yet. */
function stillToShow(
  outgoing: readonly Outgoing[],
  lines: readonly Line[],
  place: string,
): readonly Outgoing[] {
  const shown = new Set(lines.map(({ body }) => (body.kind === 'card' ? '' : body.eventId)));
  return outgoing.filter(
    ({ eventId, spoken, failure }) =>
      (spoken.type === 'say' || spoken.type === 'files') &&
      spoken.address === place &&
      (failure !== undefined || !shown.has(eventId)),
  );
}

function TimeMark({ line, before }: { line: Line; before: Line | undefined }) {
  const { locale, zone } = useLanguage();
  if (before && Math.abs(line.at - before.at) < GAP_MS) return null;
  const date = monthDay(line.at, locale, zone);
  const sameDay = before !== undefined && monthDay(before.at, locale, zone) === date;
  return (
    <time className="time-mark" dateTime={new Date(line.at).toISOString()}>
      {sameDay ? '' : `${date} `}
      {hourMinute(line.at, locale, zone)}
    </time>
  );
}
