/** The demo's payment provider: what is unpaid, and a button that pays. */
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import type { BoardTicket } from '../../../../src/platform/board.js';
import { useLanguage } from '../language/language.js';
import { errorText } from '../language/locales.js';
import { pay, Refused } from '../net/requests.js';

interface Props {
  readonly open: boolean;
  readonly tickets: readonly BoardTicket[];
  onClose(): void;
  onPaid(): void;
}

export function Cashier({ open, tickets, onClose, onPaid }: Props) {
  const { own } = useLanguage();
  const { message } = App.useApp();
  const [paying, setPaying] = useState<number | null>(null);

  async function payFor(ticket: number): Promise<void> {
    setPaying(ticket);
    try {
      await pay(ticket);
      message.success(own.cashier.paid(ticket));
    } catch (error) {
      message.error(errorText(own, error instanceof Refused ? error.code : ''));
    }
    setPaying(null);
    onPaid();
  }

  return (
    <Drawer title={own.cashier.title} open={open} onClose={onClose} size={380} aria-label={own.cashier.title}>
      <p className="cashier-about">{own.cashier.about}</p>
      {tickets.length === 0 && <p className="cashier-empty">{own.cashier.empty}</p>}
      <ul className="cashier-list">
        {tickets.map(({ id, title, requester }) => (
          <li key={id}>
            <div>
              <strong>
                #{id} {title}
              </strong>
              <span>{requester}</span>
            </div>
            <Button
              type="primary"
              loading={paying === id}
              disabled={paying !== null && paying !== id}
              aria-label={`${own.cashier.pay} #${id}`}
              onClick={() => void payFor(id)}
            >
              {own.cashier.pay}
            </Button>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
