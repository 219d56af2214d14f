/** A live card. One with nothing but words looks like words. */
import { useEffect, useRef } from 'react';
import type { Card } from '../../../../src/platform/card.js';
import type { Line } from '../wire.js';
import { BlockView } from './block.js';
import { CardButton } from './card-button.js';
import '../style/card.css';

interface Props {
  readonly card: Card;
  readonly drawnAt: number;
  readonly line: Line;
}

export function CardView({ card, drawnAt, line }: Props) {
  const frame = useRef<HTMLElement>(null);
  const shown = useRef(line.revision);

  useEffect(() => {
    if (shown.current === line.revision) return;
    shown.current = line.revision;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    frame.current?.animate(
      [{ boxShadow: '0 0 0 3px #1f5f5255' }, { boxShadow: '0 0 0 3px #1f5f5200' }],
      1600,
    );
  }, [line.revision]);

  const plain = card.title === '' && card.blocks.every((block) => block.kind === 'text');
  return (
    <article
      ref={frame}
      className={plain ? 'card card-plain' : 'card'}
      data-tone={card.tone}
      aria-label={card.title === '' ? undefined : card.title}
    >
      {card.title !== '' && (
        <header className="card-head">
          <h3>{card.title}</h3>
          {card.tag !== undefined && <span className="card-tag">{card.tag}</span>}
        </header>
      )}
      {card.blocks.length > 0 && (
        <div className="card-blocks">
          {card.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place in the card.
            <BlockView key={index} block={block} drawnAt={drawnAt} line={line} />
          ))}
        </div>
      )}
      {card.buttons.length > 0 && (
        <footer className="card-buttons">
          {card.buttons.map((button) => (
            <CardButton key={button.value} button={button} line={line} />
          ))}
        </footer>
      )}
    </article>
  );
}
