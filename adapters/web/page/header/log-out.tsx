/** The way out: the session ends everywhere it is open. */
import { LogoutOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useLanguage } from '../language/language.js';
import { logOut } from '../net/requests.js';

export function LogOut() {
  const { own } = useLanguage();
  const { message } = App.useApp();

  async function leave(): Promise<void> {
    try {
      await logOut();
      // Everything this tab knows of the person goes with it.
      location.assign('/');
    } catch {
      message.error(own.logOut.failed);
    }
  }

  return (
    <Button
      className="log-out"
      icon={<LogoutOutlined />}
      aria-label={own.logOut.button}
      title={own.logOut.button}
      onClick={() => void leave()}
    >
      {own.logOut.button}
    </Button>
  );
}
