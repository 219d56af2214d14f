/** The slim bar above everything: name, view, desk time, cashier, language. */
import { WalletOutlined } from '@ant-design/icons';
import { Badge, Button, Segmented } from 'antd';
import { useLanguage } from '../language/language.js';
import { Brand } from './brand.js';
import { DeskClock } from './desk-clock.js';
import { LanguageSwitch } from './language-switch.js';
import '../style/header.css';

export type View = 'chat' | 'board';

interface Props {
  readonly view: View;
  readonly unpaid: number;
  onView(view: View): void;
  onCashier(): void;
}

export function Header({ view, unpaid, onView, onCashier }: Props) {
  const { own } = useLanguage();
  return (
    <header className="header">
      <Brand />
      <Segmented<View>
        aria-label={own.nav.label}
        value={view}
        onChange={onView}
        options={[
          { value: 'chat', label: own.nav.chat },
          { value: 'board', label: own.nav.board },
        ]}
      />
      <div className="header-end">
        <DeskClock />
        <Badge count={unpaid} size="small" color="#b8402a">
          <Button icon={<WalletOutlined />} onClick={onCashier}>
            {own.cashier.open}
          </Button>
        </Badge>
        <LanguageSwitch />
      </div>
    </header>
  );
}
