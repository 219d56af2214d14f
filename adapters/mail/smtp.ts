/** One conversation with the mail server, and the moment from which a mail may have arrived. Throws DeliveryError and nothing else. */
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from './config.js';
import { refusal } from './refusal.js';

const CONNECT_MS = 4_000;
/** The whole of it, shorter than the desk waits for a send: what ends here is known to be uncertain, or not. */
const ALL_MS = 8_000;

type Server = Pick<MailConfig, 'host' | 'port' | 'secure' | 'mustEncrypt' | 'auth'>;

interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** Resolves when the server has taken the message over. */
export function handOver(server: Server, envelope: Envelope, message: Buffer): Promise<void> {
  let handedOver = false;
  // Read only once the server has said that it waits for the message.
  const stream = new Readable({
    read() {
      handedOver = true;
      this.push(message);
      this.push(null);
    },
  });
  const { from, to } = envelope;
  return conversation(
    server,
    (connection, done) => connection.send({ from, to: [to] }, stream, done),
    () => handedOver,
  );
}

/** Resolves when the server lets us in. */
export function logIn(server: Server): Promise<void> {
  return conversation(
    server,
    (_, done) => done(null),
    () => false,
  );
}

async function conversation(
  { host, port, secure, mustEncrypt, auth }: Server,
  work: (connection: SMTPConnection, done: (error: Error | null) => void) => void,
  handedOver: () => boolean,
): Promise<void> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const connection = new Connection({
    ...{ host, port, secure, requireTLS: mustEncrypt },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: ALL_MS },
  });
  return new Promise<void>((resolve, reject) => {
    const failed = (error: unknown) => {
      clearTimeout(timer);
      connection.close();
      reject(refusal(error, handedOver()));
    };
    const timer = setTimeout(() => failed(new Error(`no end within ${ALL_MS} ms`)), ALL_MS);
    const ended = (error: Error | null) => {
      if (error) return failed(error);
      clearTimeout(timer);
      connection.quit();
      resolve();
    };
    connection.on('error', failed);
    connection.connect((error) => {
      if (error) return failed(error);
      if (auth === null) return work(connection, ended);
      connection.login({ credentials: auth }, (refused) =>
        refused ? failed(refused) : work(connection, ended),
      );
    });
  });
}
