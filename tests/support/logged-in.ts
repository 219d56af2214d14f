/** Real people on the real page: links made for them, opened as a browser does, and the session that follows. */
import { keep, newLink } from '../../src/desk/log-in.js';
import { inDatabase } from './store.js';
import type { TestTroika } from './troika.js';

/** The address of a fresh link for a member. */
export async function linkFor({ store, url }: TestTroika, member: string): Promise<string> {
  const { token, made } = newLink(member, store.clock.now());
  await keep(store, [made]);
  return `${url}/login/${token}`;
}

/** Presses the button of a link's page. */
export function press(link: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { origin } = new URL(link);
  return fetch(link, { method: 'POST', redirect: 'manual', headers: { origin, ...headers } });
}

export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The cookie of a member who has just logged in. */
export async function logIn(troika: TestTroika, member: string): Promise<string> {
  const response = await press(await linkFor(troika, member));
  if (response.status !== 303) throw new Error(`expected ${member} to be let in, got ${response.status}`);
  return cookieOf(response);
}

/** What the page is told about who is there. */
export async function whoIs(troika: TestTroika, cookie: string) {
  const response = await fetch(`${troika.url}/web/session`, { headers: { cookie } });
  const { session, personas } = (await response.json()) as {
    session: string;
    personas: { account: string; name: string; role: string }[];
  };
  return { session, personas, cookie: response.headers.get('set-cookie') };
}

/** Changes the directory as an operator's SQL would, and tells the instances. */
export async function changeDirectory(troika: TestTroika, sql: string): Promise<void> {
  await inDatabase(troika.databaseUrl, async (client) => {
    await client.query(sql);
    await client.query(`UPDATE revision SET version = version + 1 WHERE name = 'directory'`);
  });
  await troika.store.bus.publish('directory', {});
}
