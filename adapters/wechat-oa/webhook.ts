/** `/wechat/oa`: stored, then acknowledged with nothing. */
import type { Log, Route } from '../../src/platform/context.js';
import { sealedDoor } from '../shared/sealed-door.js';
import type { OaConfig } from './config.js';
import type { Hear } from './hear.js';
import { PLATFORM } from './places.js';
import { LISTS } from './wire.js';

export const PATH = '/wechat/oa';

interface Parts {
  readonly config: Pick<OaConfig, 'keys'>;
  readonly hear: Hear;
  readonly log: Log;
  readonly clock: { now(): number };
}

export function webhookRoutes({ config: { keys }, ...parts }: Parts): readonly Route[] {
  return sealedDoor({ platform: PLATFORM, path: PATH, lists: LISTS, plainEcho: true, keys, ...parts });
}
