/** Draws a block of a card by its kind. */
import type { Block } from '../../../../src/platform/card.js';
import { InlineForm } from '../form/inline-form.js';
import type { Line } from '../wire.js';
import { Bars } from './bars.js';
import { Checklist } from './checklist.js';
import { Deadline } from './deadline.js';
import { FileList } from './file-list.js';
import { Progress } from './progress.js';

interface Props {
  readonly block: Block;
  readonly drawnAt: number;
  readonly line: Line;
}

export function BlockView({ block, drawnAt, line }: Props) {
  switch (block.kind) {
    case 'text':
      return (
        <p className="block-text" data-tone={block.tone ?? 'neutral'}>
          {block.text}
        </p>
      );
    case 'fields':
      return (
        <dl className="block-fields">
          {block.fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'checklist':
      return <Checklist items={block.items} line={line} />;
    case 'progress':
      return <Progress steps={block.steps} />;
    case 'files':
      return <FileList files={block.files} />;
    case 'table':
      return <Table columns={block.columns} rows={block.rows} />;
    case 'deadline':
      return <Deadline {...block} drawnAt={drawnAt} />;
    case 'bars':
      return <Bars bars={block.bars} />;
    case 'link':
      return (
        <a className="block-link" href={block.url} target="_blank" rel="noreferrer">
          {block.text}
        </a>
      );
    case 'form':
      return <InlineForm asked={block.form} line={line} />;
    default:
      return null; // a block of a newer desk: this page knows nothing of it until it is reloaded
  }
}

function Table({ columns, rows }: Omit<Extract<Block, { kind: 'table' }>, 'kind'>) {
  return (
    <div className="block-table">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows and cells are only places in a table.
            <tr key={index}>
              {row.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
