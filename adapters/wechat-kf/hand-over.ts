/** A customer's session to a colleague and back: https://developer.work.weixin.qq.com/document/path/94669 */
import { z } from 'zod';
import type { HandedOver, HandOver } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from '../shared/qyapi/api.js';
import { byCode, noneFrom } from './allowances.js';
import { isOtherServicer, refused } from './failures.js';
import type { Places } from './places.js';
import { servicersOf } from './servicers.js';
import type { Sessions } from './sessions.js';

/** `service_state` */
const [NEW, OURS, POOL, COLLEAGUE, ENDED] = [0, 1, 2, 3, 4];
export const isOurs = ({ service_state }: State) => service_state === NEW || service_state === OURS;
const isWithColleague = ({ service_state }: State) => service_state === POOL || service_state === COLLEAGUE;

const state = z.object({ service_state: z.number(), servicer_userid: z.string().optional() });
export type State = z.infer<typeof state>;
const moved = z.object({ msg_code: z.string().min(1).max(200).optional() });

interface Parts {
  readonly api: Api;
  readonly kfId: string;
  readonly places: Places;
  readonly sessions: Sessions;
  readonly context: Pick<AdapterContext, 'allow' | 'clock'>;
}

export type StateOf = (account: string) => Promise<State>;

export function readingStates(api: Api, kfId: string): StateOf {
  return (account) => api.post('kf/service_state/get', { open_kfid: kfId, external_userid: account }, state);
}

export function createHandOver({
  api,
  kfId,
  places,
  sessions,
  context,
}: Parts): Pick<HandOver, 'give' | 'takeBack'> {
  const { allow, clock } = context;
  const stateOf = readingStates(api, kfId);
  const lead = (customer: string, to: number, servicer?: string) =>
    api.post(
      'kf/service_state/trans',
      {
        ...{ open_kfid: kfId, external_userid: customer, service_state: to },
        ...(servicer === undefined ? {} : { servicer_userid: servicer }),
      },
      moved,
    );

  /** Whoever is asked for may be at lunch: then whoever is there takes it. */
  async function leadOver(customer: string, before: State, wanted: string | null): Promise<HandedOver> {
    if (wanted !== null) {
      try {
        await lead(customer, COLLEAGUE, wanted);
        return { to: 'colleague', account: wanted };
      } catch (error) {
        if (!isOtherServicer(error)) throw error;
      }
    }
    if (!isWithColleague(before)) await lead(customer, POOL);
    return asItStands(before);
  }

  async function give(address: Address, customer: string, account: string | null): Promise<HandedOver> {
    const servicers = await servicersOf(api, kfId);
    if (servicers.length === 0) return { to: 'nobody' };
    const there = servicers.filter(({ receives }) => receives).map(({ userId }) => userId);
    const before = await stateOf(customer);
    const wanted = there.find((userId) => userId.toLowerCase() === account?.toLowerCase()) ?? null;
    const has = isWithColleague(before) && (wanted === null || before.servicer_userid === wanted);
    if (!has && there.length === 0) throw rejected('no colleague takes customers over at present');
    // Known before it is so: whoever writes meanwhile is looked after by asking WeChat.
    await sessions.began(customer);
    try {
      const given = has ? asItStands(before) : await leadOver(customer, before, wanted);
      await allow({ address, ...noneFrom(clock.now()) });
      return given;
    } catch (error) {
      if (!isWithColleague(await stateOf(customer))) await sessions.ended(customer, clock.now());
      throw error;
    }
  }

  async function takeBack(address: Address, customer: string): Promise<void> {
    if (isWithColleague(await stateOf(customer))) {
      const { msg_code: code } = await lead(customer, ENDED);
      if (code !== undefined) await allow({ address, ...byCode(code, clock.now()) });
    }
    await sessions.ended(customer, clock.now());
  }

  const customerAt = (address: Address): string => {
    const customer = places.receiver(address);
    if (customer !== null) return customer;
    throw rejected(`expected an address of this customer service account, got ${address}`);
  };
  return {
    give: async (address, account) => give(address, customerAt(address), account).catch(refused),
    takeBack: async (address) => takeBack(address, customerAt(address)).catch(refused),
  };
}

const asItStands = ({ servicer_userid: account }: State): HandedOver =>
  account === undefined ? { to: 'whoever_is_first' } : { to: 'colleague', account };

const rejected = (reason: string) => new DeliveryError({ kind: 'rejected', reason });
