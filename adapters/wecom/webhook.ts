/** `/wecom/callback`: stored, then acknowledged with nothing. */
import type { Log, Route } from '../../src/platform/context.js';
import { sealedDoor } from '../shared/sealed-door.js';
import type { WecomConfig } from './config.js';
import type { Hear } from './hear.js';

/** Elements that may stand once or often. */
export const LISTS = ['SelectedItem', 'OptionId'];

interface Parts {
  readonly config: WecomConfig;
  readonly hear: Hear;
  readonly log: Log;
  readonly clock: { now(): number };
}

export function webhookRoutes({ config, ...parts }: Parts): readonly Route[] {
  const { token, aesKey, corpId } = config;
  return sealedDoor({
    ...{ platform: 'wecom', path: '/wecom/callback', lists: LISTS, ...parts },
    keys: {
      ...{ token, aesKey, receiver: corpId },
      named: { token: 'WECOM_TOKEN', aesKey: 'WECOM_AES_KEY', receiver: 'WECOM_CORP_ID' },
    },
  });
}
