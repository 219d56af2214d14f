/** One page's socket: what its person hears and says. Lives until either side leaves; broken input never ends it. */
import type { Address } from '../../src/platform/address.js';
import type { AdapterContext, Socket } from '../../src/platform/context.js';
import type { Client } from './client.js';
import type { WebConfig } from './config.js';
import { readFrame, type Speaker } from './inbound.js';
import type { Listeners } from './listeners.js';
import { placesOf } from './places.js';
import { fullBucket, take } from './rate.js';
import { createReader } from './reader.js';
import { readReceipt } from './receipt.js';
import { memberOf, type Person } from './session.js';
import { speak } from './speak.js';
import type { Place, ServerMessage, Spoken } from './wire.js';

/** The page's word for: stop trying. */
export const CLOSE_REFUSED = 4403;
const CLOSE_GOING_AWAY = 1001;
export const MOST_WAITING = 50;

export interface SocketParts {
  readonly config: WebConfig;
  readonly context: AdapterContext;
  readonly client: Client;
  readonly listeners: Listeners;
}

/** Returns what takes the person's messages. */
export function serve(parts: SocketParts, socket: Socket, person: Person): (raw: string) => void {
  const { config, context, client, listeners } = parts;
  let open = true;
  let bucket = fullBucket(Date.now());
  let places: readonly Place[] = [];
  /** Messages take effect in the order they were said; `waiting` counts those whose turn has not ended. */
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const send = (message: ServerMessage) => {
    if (open) socket.send(JSON.stringify(message));
  };
  const reader = createReader(context.feed, (items) => send({ type: 'feed', items }));
  const sendClock = () => send({ type: 'clock', now: context.clock.now() });
  const failed = (what: string) => (error: unknown) =>
    context.log.error({ error, account: person.account }, `web: ${what}`);

  /** Asked of the desk itself each time: who has left, or logged out elsewhere, neither hears nor speaks any more. */
  async function stillHere(): Promise<boolean> {
    if (person.session === null || (await memberOf(parts, person.session)) !== null) return true;
    shut();
    return false;
  }

  function shut(): void {
    open = false;
    socket.close(CLOSE_REFUSED, 'the session has ended');
  }

  async function lookAround(): Promise<void> {
    const next = await placesOf(context.people, person.account);
    const changed = JSON.stringify(next) !== JSON.stringify(places);
    places = next;
    if (changed) send({ type: 'hello', account: person.account, name: person.name, places });
    await reader.listenTo(places.map((place) => place.address as Address));
  }

  async function resume(revision: number): Promise<void> {
    if (!(await stillHere())) return;
    await lookAround();
    await reader.readFrom(revision);
    sendClock(); // comes last: it also tells the page that it has everything there is
  }

  const answer = async (message: Spoken) => {
    if (!open) return;
    if (places.length === 0) places = await placesOf(context.people, person.account);
    const { account, name } = person;
    const fileOf = (receipt: string) => readReceipt(config.secret, account, receipt);
    const speaker: Speaker = { account, name, places, fileOf };
    send(await speak(message, speaker, { context, client }));
  };

  const remove = listeners.add({
    feedMoved(address, revision) {
      if (reader.hears(address)) reader.moved(revision).catch(failed('the feed could not be read'));
    },
    clockMoved: sendClock,
    peopleMoved() {
      stillHere()
        .then((here) => (here ? lookAround() : undefined))
        .catch(failed('a page could not be told of the directory'));
    },
    sessionEnded(id) {
      if (id === person.session) shut();
    },
    leave: () => socket.close(CLOSE_GOING_AWAY, 'the desk restarts'),
  });
  socket.onClose(() => {
    open = false;
    remove();
  });
  return (raw) => {
    if (!open) return;
    const message = readFrame(raw);
    const taken = take(bucket, Date.now());
    bucket = taken.bucket;
    const waitMs = waiting >= MOST_WAITING ? 1000 : taken.waitMs;
    if (waitMs > 0) return send(tooFast(message, waitMs));
    if (message.type === 'error') return send(message);
    if (message.type === 'resume')
      return void resume(message.revision).catch(failed('a page could not resume'));
    waiting += 1;
    turn = turn
      .then(() => answer(message))
      .catch(failed('a message could not be answered'))
      .finally(() => {
        waiting -= 1;
      });
  };
}

function tooFast(message: ReturnType<typeof readFrame>, againMs: number): ServerMessage {
  const eventId = 'eventId' in message ? message.eventId : undefined;
  return {
    type: 'error',
    code: 'too_fast',
    expected: `at most 10 messages a second and ${MOST_WAITING} unanswered`,
    got: 'more',
    againMs,
    ...(eventId === undefined ? {} : { eventId }),
  };
}
