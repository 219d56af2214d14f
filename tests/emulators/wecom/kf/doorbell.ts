/** The callback of customer service: it says that there is something to read at an account, and nothing of what. https://developer.work.weixin.qq.com/document/path/94670 */
import type { Attempt, Transport } from '../../kit/deliveries.js';
import { type Deliveries, deliveriesOf, NOWHERE } from '../callback/deliveries.js';
import type { CallbackEvent } from '../callback/event.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';

const TOKEN_LIVES_MS = 600_000;
const SUBJECT = 'kf_msg_or_event';

export class Doorbell {
  readonly #world: Pick<World, 'app' | 'clock' | 'faults' | 'tally'>;
  readonly #deliveries: Deliveries;
  readonly #tokens = new Map<string, { readonly openKfId: string; readonly until: number }>();
  /** Where the app hears everything else; customer service may have an address of its own. */
  atApp: Transport<CallbackEvent> = NOWHERE;
  ownAddress: Transport<CallbackEvent> | undefined;

  constructor(world: Pick<World, 'app' | 'clock' | 'faults' | 'tally'>) {
    this.#world = world;
    this.#deliveries = deliveriesOf(world, () => this.ownAddress ?? this.atApp);
  }

  ring(openKfId: string): Promise<Attempt> {
    const { app, clock } = this.#world;
    const token = `ENC${newId(33)}`;
    this.#tokens.set(token, { openKfId, until: clock.now() + TOKEN_LIVES_MS });
    const fields = {
      ToUserName: app.corpId,
      CreateTime: Math.floor(clock.now() / 1000),
      MsgType: 'event',
      Event: SUBJECT,
      Token: token,
      OpenKfId: openKfId,
    };
    return this.#deliveries.send({ subject: SUBJECT, fields });
  }

  /** A token that came with a ring of this account, not longer than ten minutes ago. */
  rang(token: string, openKfId: string): boolean {
    const found = this.#tokens.get(token);
    return found?.openKfId === openKfId && found.until > this.#world.clock.now();
  }
}
