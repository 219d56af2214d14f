/** The mail adapter standing in a house, in front of an emulated mail server. */
import { mail } from '../../../adapters/mail/index.js';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import type { Adapter, Delivery } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import type { Card } from '../../../src/platform/card.js';
import { MailEmulator, type MailOptions } from '../../emulators/mail/emulator.js';
import type { Mail } from '../../emulators/mail/mailbox.js';
import { mailVariables } from '../../support/mail-variables.js';
import { createHouse, type House } from '../house.js';
import { serveHouse } from '../house-server.js';

export const WANG = 'wang@customer.example';

export interface MailDesk {
  readonly emulator: MailEmulator;
  readonly adapter: Adapter;
  readonly house: House;
  readonly url: string;
  /** Of Wang. */
  readonly address: Address;
  mails(): readonly Mail[];
  delivery(key: string, card?: Partial<Card>): Delivery;
  stop(): Promise<void>;
}

export async function openMailDesk({
  env = () => ({}),
  ...options
}: MailOptions & {
  readonly env?: (emulator: MailEmulator) => Record<string, string>;
} = {}): Promise<MailDesk> {
  const emulator = await MailEmulator.start(options);
  const wang = emulator.mailbox(WANG);
  const house = createHouse();
  const [adapter] = configureAdapters(
    [mail],
    {
      ...mailVariables(emulator),
      PUBLIC_URL: 'https://desk.example',
      SECRET: 'a secret of tests',
      ...env(emulator),
    },
    null,
  );
  if (!adapter) throw new Error('expected the variables to turn mail on');
  await adapter.start(house.context);
  const server = await serveHouse(house);
  const address = adapter.directAddress(WANG);
  return {
    ...{ emulator, adapter, house, address, url: server.url },
    mails: () => wang.sees(),
    delivery: (key, card) => ({
      ...{ key, address },
      card: { title: '好了', tone: 'neutral', blocks: [], buttons: [], ...card },
    }),
    async stop() {
      await adapter.stop();
      await server.stop();
      await emulator.close();
    },
  };
}

/** With a password that is not the account's. */
export const wrongPassword = ({ smtpUrl }: MailEmulator) => ({
  MAIL_URL: smtpUrl.replace(/:[^:@]+@/u, ':wrong@'),
});
