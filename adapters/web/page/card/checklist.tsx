/** Points to confirm, each with who confirmed it. */
import { Checkbox, Tooltip } from 'antd';
import type { ChecklistRow } from '../../../../src/platform/card.js';
import { useLanguage } from '../language/language.js';
import type { Line } from '../wire.js';
import { useTap } from './use-tap.js';

export function Checklist({ items, line }: { items: readonly ChecklistRow[]; line: Line }) {
  const { own } = useLanguage();
  const done = items.filter((item) => item.done).length;
  return (
    <div className="block-checklist">
      <span className="block-caption">{own.card.checklist(done, items.length)}</span>
      <ul>
        {items.map((item) => (
          <li key={item.text}>
            <Tick item={item} line={line} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Tick({ item, line }: { item: ChecklistRow; line: Line }) {
  const { tap, waiting } = useTap(line);
  const { button, done, text, by } = item;
  // What was just tapped already looks the way it will be.
  const checked = button && waiting(button) ? !done : done;
  return (
    <Tooltip title={button?.disabledReason}>
      <Checkbox
        checked={checked}
        disabled={!button}
        className={button?.disabledReason === undefined ? '' : 'greyed'}
        onChange={() => button && tap(button)}
      >
        {text}
        {by !== undefined && <span className="tick-by">{by}</span>}
      </Checkbox>
    </Tooltip>
  );
}
