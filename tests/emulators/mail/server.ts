/** The SMTP door: who may send, to whom, and what becomes of a message; every no with the code of RFC 5321. */
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { flawOf } from './form.js';
import { parseMail } from './mailbox.js';
import type { World } from './world.js';

const MOST_BYTES = 1024 * 1024;
const GREY_MS = 5 * 60_000;
const SLOW_MS = 5_000;

type Done = (error?: Error | null) => void;

/** Never resolves with a message that is not in its mailbox. */
export function createServer(world: World): SMTPServer {
  const { account, clock, faults, mailboxes, tally } = world;

  function no(code: number, words: string): Error {
    tally.refusal(code);
    return Object.assign(new Error(words), { responseCode: code });
  }
  function cut(session: SMTPServerSession): void {
    for (const connection of server.connections)
      if (connection.id === session.id) connection._socket.destroy();
  }
  function recipient(address: string, sender: string, session: SMTPServerSession): Error | null | 'cut' {
    const mailbox = mailboxes.get(address.toLowerCase());
    if (faults.strike('drop-early', address)) {
      cut(session);
      return 'cut';
    }
    if (faults.strike('450', address)) return no(450, '4.2.0 try again later');
    if (faults.strike('550', address) || !mailbox) return no(550, '5.1.1 no such user here');
    if (mailbox.mood === 'full') return no(552, '5.2.2 mailbox full');
    if (mailbox.mood === 'open') return null;
    const pair = `${sender}\n${address}`;
    const first = world.tried.get(pair) ?? clock.now();
    world.tried.set(pair, first);
    return clock.now() - first < GREY_MS ? no(450, '4.2.0 greylisted, try again in five minutes') : null;
  }
  async function take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
  ): Promise<Error | 'cut' | null> {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const raw = Buffer.concat(parts);
    const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
    const [first = ''] = to;
    tally.request('DATA');
    if (stream.sizeExceeded) return no(552, '5.3.4 message too big');
    if (faults.strike('451', first)) return no(451, '4.3.0 try again later');
    if (faults.strike('554', first)) return no(554, '5.7.1 refused as spam');
    const flaw = flawOf(raw);
    if (flaw !== undefined) return no(550, `5.6.0 ${flaw}`);
    const mail = await parseMail(raw, clock.now());
    for (const address of to) {
      mailboxes.get(address)?.mails.push(mail);
      tally.show(address, mail.messageId);
    }
    const slow = faults.strike('slow', first);
    if (slow) await delay(slow.ms ?? SLOW_MS, undefined, { ref: false });
    if (!faults.strike('drop', first)) return null;
    cut(session);
    return 'cut';
  }

  const server: SMTPServer = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    // No certificate that anybody trusts could stand here.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MOST_BYTES,
    logger: false,
    onAuth({ username, password }, _, done) {
      if (username === account.user && password === account.password) done(null, { user: username });
      else done(no(535, '5.7.8 authentication failed'));
    },
    onConnect(_, done: Done) {
      done(faults.strike('421', 'connect') ? no(421, '4.3.2 service not available') : null);
    },
    onMailFrom({ address }, _, done: Done) {
      const own = address.toLowerCase() === account.address.toLowerCase();
      done(own ? null : no(553, '5.7.1 mail from must equal the authorised user'));
    },
    onRcptTo({ address }, session, done: Done) {
      const { mailFrom } = session.envelope;
      const outcome = recipient(address, mailFrom ? mailFrom.address : '', session);
      if (outcome !== 'cut') done(outcome);
    },
    onData(stream, session, done) {
      take(stream, session).then(
        (outcome) => outcome !== 'cut' && done(outcome),
        (error: Error) => done(error),
      );
    },
  });
  // A connection that was cut is an error to it, and none to us.
  server.on('error', () => undefined);
  return server;
}
