import { tsImport } from 'tsx/esm/api';

/** These specs are arithmetic: a run that names nothing else starts no server. */
const PURE =
  /^\.?\/?tests\/(tickets|sop|calendar|people|conversation|cards|messages|knowledge|reports|architecture)\b/;

/** One PostgreSQL for the whole run, with one migrated database that every test copies. */
export default async function globalSetup({ nonFlagArgs }) {
  if (nonFlagArgs.length > 0 && nonFlagArgs.every((pattern) => PURE.test(pattern))) return;
  const { startTestServer } = await tsImport('./test-server.ts', import.meta.url);
  const server = await startTestServer();
  process.env.TROIKA_TEST_SERVER_URL = server.url; // the workers inherit it
  globalThis.stopTestServer = server.stop;
}
