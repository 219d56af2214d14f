/** Who am I here: the way in, then the desk. */
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useState } from 'react';
import { Desk } from './desk.js';
import { Gate } from './gate.js';
import { LanguageProvider, useLanguage } from './language/language.js';
import { setDeskTime } from './net/desk-clock.js';
import { enterDemo, Refused, readSession, type Session } from './net/requests.js';
import { theme } from './theme.js';

export function App() {
  const [session, setSession] = useState<Session | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const enter = useCallback(async (key: string | null) => {
    try {
      if (key !== null) await enterDemo(key);
      setTrouble(null);
    } catch (error) {
      setTrouble(error instanceof Refused ? error.code : 'unreachable');
    }
    const found = await readSession().catch(() => null);
    if (found) setDeskTime(found.now);
    else setTrouble('unreachable');
    setSession(found);
  }, []);

  useEffect(() => {
    const address = new URL(location.href);
    const key = address.searchParams.get('key');
    address.searchParams.delete('key');
    // The key does not stay in the address bar, nor in screenshots or bookmarks made of it.
    if (key !== null) history.replaceState(null, '', address);
    void enter(key);
  }, [enter]);

  const inside = session !== null && session.personas.length > 0;
  return (
    <LanguageProvider zone={session?.zone ?? 'Asia/Shanghai'}>
      <Themed>
        {inside ? <Desk session={session} /> : <Gate session={session} trouble={trouble} enter={enter} />}
      </Themed>
    </LanguageProvider>
  );
}

function Themed({ children }: { children: React.ReactNode }) {
  const { locale } = useLanguage();
  return (
    <ConfigProvider theme={theme} locale={locale === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}
