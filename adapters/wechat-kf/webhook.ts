/** `/wechat/kf`: the doorbell, proved to be WeCom's and acknowledged at once; what rang is fetched meanwhile. */
import type { Log, Route } from '../../src/platform/context.js';
import { type Ring, readRing } from '../shared/qyapi/kf-bell.js';
import { sealedDoor } from '../shared/sealed-door.js';
import type { KfConfig } from './config.js';

export const PATH = '/wechat/kf';

interface Parts {
  readonly config: Pick<KfConfig, 'keys'>;
  readonly rings: (ring: Ring) => void;
  readonly log: Log;
  readonly clock: { now(): number };
}

export function webhookRoutes({ config, rings, log, clock }: Parts): readonly Route[] {
  return sealedDoor({
    ...{ platform: 'wechat-kf', path: PATH, keys: config.keys, lists: [], log, clock },
    async hear(raw) {
      const ring = readRing(raw);
      if (ring) return rings(ring);
      log.info({ event: raw.Event }, 'wechat-kf: a callback was ignored');
    },
  });
}
