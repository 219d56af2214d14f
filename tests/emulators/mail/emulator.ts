/** A mail server on this machine, with the mailboxes it serves. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import { Clock } from '../kit/clock.js';
import { type HttpDoor, openHttpDoor, type Route } from '../kit/http-door.js';
import type { Counts } from '../kit/tally.js';
import type { Mail, Mailbox } from './mailbox.js';
import { createServer } from './server.js';
import { type Account, newWorld, type World, type WorldOptions } from './world.js';

export interface MailOptions extends Omit<WorldOptions, 'clock'> {
  /** Of the back door; mail comes in at a port of its own. */
  readonly port?: number;
  readonly smtpPort?: number;
  /** Emulated milliseconds to one real one. */
  readonly speed?: number;
  /** Its time at the start, epoch ms; absent: the machine's. */
  readonly origin?: number;
  /** The back door's routes, given the emulator once it stands. */
  readonly routes?: (emulator: MailEmulator) => readonly Route[];
}

export class MailEmulator {
  readonly world: World;
  #server: SMTPServer | undefined;
  #door: HttpDoor | undefined;
  #port = 0;

  private constructor(options: MailOptions) {
    this.world = newWorld({ ...options, clock: new Clock(options) });
  }

  static async start(options: MailOptions = {}): Promise<MailEmulator> {
    const emulator = new MailEmulator(options);
    const server = createServer(emulator.world);
    const listening = server.listen(options.smtpPort ?? 0, '127.0.0.1');
    await once(listening, 'listening');
    emulator.#server = server;
    emulator.#port = (listening.address() as AddressInfo).port;
    if (options.routes) emulator.#door = await openHttpDoor(options.routes(emulator), options.port);
    return emulator;
  }

  /** Of the back door; empty where none was asked for. */
  get url(): string {
    return this.#door?.url ?? '';
  }

  /** As a client is told to send by it. */
  get smtpUrl(): string {
    const { user, password } = this.world.account;
    return `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${this.#port}`;
  }

  get account(): Account {
    return this.world.account;
  }

  get clock(): Clock {
    return this.world.clock;
  }

  counts(): Counts & { readonly faults: Readonly<Record<string, number>> } {
    return { ...this.world.tally.counts(), faults: this.world.faults.struck };
  }

  /** A mailbox of this address, made when it is first named. */
  mailbox(address: string): Mailbox & { sees(): readonly Mail[] } {
    const key = address.toLowerCase();
    const { mailboxes } = this.world;
    const mailbox = mailboxes.get(key) ?? { address: key, mood: 'open' as const, mails: [] };
    mailboxes.set(key, mailbox);
    return Object.assign(mailbox, { sees: () => [...mailbox.mails] });
  }

  async close(): Promise<void> {
    this.clock.close();
    const server = this.#server;
    if (server) {
      for (const connection of server.connections) connection._socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    }
    await this.#door?.close();
  }
}
