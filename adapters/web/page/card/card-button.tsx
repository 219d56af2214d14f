/** A button of a card. A greyed one stays in reach and says why it is grey. */
import { Button as AntButton, Tooltip } from 'antd';
import type { Button } from '../../../../src/platform/card.js';
import type { Line } from '../wire.js';
import { useTap } from './use-tap.js';

export function CardButton({ button, line }: { button: Button; line: Line }) {
  const { tap, waiting } = useTap(line);
  const greyed = button.disabledReason !== undefined;
  return (
    <Tooltip title={button.disabledReason}>
      <AntButton
        size="small"
        type={button.style === 'primary' && !greyed ? 'primary' : 'default'}
        danger={button.style === 'danger' && !greyed}
        className={greyed ? 'greyed' : ''}
        aria-disabled={greyed}
        aria-description={button.disabledReason}
        loading={waiting(button)}
        onClick={() => tap(button)}
      >
        {button.text}
      </AntButton>
    </Tooltip>
  );
}
