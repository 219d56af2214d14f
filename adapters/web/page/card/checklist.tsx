/** Points to confirm, each with who confirmed it. */
import { Checkbox, Tooltip } from 'antd';
import type { ChecklistRow } from '../../../../src/platform/card.js';
import type { Line } from '../wire.js';
import { useTap } from './use-tap.js';

export function Checklist({ items, line }: { items: readonly ChecklistRow[]; line: Line }) {
  return (
    <ul className="block-checklist">
      {items.map((item) => (
        <li key={item.text}>
          <Tick item={item} line={line} />
        </li>
      ))}
    </ul>
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
