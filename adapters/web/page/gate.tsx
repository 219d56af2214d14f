/** What somebody sees who has not come in by a link or a key. */
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { Brand } from './header/brand.js';
import { LanguageSwitch } from './header/language-switch.js';
import { useLanguage } from './language/language.js';
import { errorText } from './language/locales.js';
import type { Session } from './net/requests.js';
import './style/gate.css';

interface Props {
  readonly session: Session | null;
  readonly trouble: string | null;
  enter(key: string | null): Promise<void>;
}

export function Gate({ session, trouble, enter }: Props) {
  const { own } = useLanguage();
  const [key, setKey] = useState('');
  if (!session && !trouble) return <main className="gate" aria-busy="true" />;
  return (
    <main className="gate">
      <div className="gate-panel">
        <Brand />
        <p className="gate-motto">{own.motto}</p>
        {trouble && <Alert type="error" showIcon title={errorText(own, trouble)} />}
        {session?.demoOffered && (
          <form
            className="gate-form"
            onSubmit={(event) => {
              event.preventDefault();
              void enter(key.trim());
            }}
          >
            <h1>{own.gate.demo}</h1>
            <p>{own.gate.demoHow}</p>
            <Input
              aria-label={own.gate.key}
              placeholder={own.gate.key}
              value={key}
              onChange={(event) => setKey(event.target.value)}
              autoComplete="off"
            />
            <Button type="primary" htmlType="submit" disabled={key.trim() === ''} block>
              {own.gate.enter}
            </Button>
          </form>
        )}
        {session && !session.demoOffered && <h1 className="gate-link">{own.gate.link}</h1>}
        {!session && <Button onClick={() => void enter(null)}>{own.gate.retry}</Button>}
        <LanguageSwitch />
      </div>
    </main>
  );
}
