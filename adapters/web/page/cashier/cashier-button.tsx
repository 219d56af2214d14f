/** Opens the cashier, and says how many tickets wait for a payment. */
import { WalletOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useLanguage } from '../language/language.js';

export function CashierButton({ unpaid, onOpen }: { unpaid: number; onOpen(): void }) {
  const { own } = useLanguage();
  return (
    <Badge count={unpaid} size="small" color="#b8402a">
      <Button icon={<WalletOutlined />} onClick={onOpen}>
        {own.cashier.open}
      </Button>
    </Badge>
  );
}
