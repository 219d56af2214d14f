/** Horizontal bars. */
import type { Block } from '../../../../src/platform/card.js';

export function Bars({ bars }: Omit<Extract<Block, { kind: 'bars' }>, 'kind'>) {
  const most = Math.max(...bars.map((bar) => bar.value), 0) || 1;
  return (
    <ul className="block-bars">
      {bars.map(({ label, value, text }) => (
        <li key={label}>
          <span className="bar-label">{label}</span>
          <span className="bar-text">{text}</span>
          <span className="bar-track" aria-hidden="true">
            <span
              className="bar-fill"
              style={{ width: `${Math.max(value > 0 ? 2 : 0, (value / most) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
