/** One call to Feishu through the vendor's SDK: paced, counted, with a token that lives, and refusals that say so. */
import type { Client } from '@larksuiteoapi/node-sdk';
import { createAccessToken } from '../shared/access-token.js';
import type { FeishuConfig } from './config.js';
import { API_PACE, createGate } from './gate.js';
import { createHttp } from './http.js';
import { CallRefused, isDeadToken, refusedBy } from './refusal.js';

/** What every call of the SDK answers. */
interface Answered<T> {
  readonly code?: number | undefined;
  readonly msg?: string | undefined;
  readonly data?: T | undefined;
}

type As = Parameters<Client['im']['message']['create']>[1];

export interface Api {
  /** `api` names it in refusals and is what its pace is kept by. Throws CallRefused, or what the network threw. */
  call<T>(api: string, use: (sdk: Client, as: As) => Promise<Answered<T>>): Promise<T>;
  /** The bytes of a resource. */
  bytes(api: string, url: string, params: Readonly<Record<string, string>>): Promise<Buffer>;
  /** What the bot is there, for answers outside the usual wrapper. */
  ask<T>(api: string, url: string): Promise<T>;
}

/** The SDK is read only now: it is large, and most desks speak on other platforms. */
export async function openApi(config: FeishuConfig, counted: () => void = () => undefined): Promise<Api> {
  const lark = await import('@larksuiteoapi/node-sdk');
  const { appId, appSecret, domain } = config;
  const sdk = new lark.Client({
    ...{ appId, appSecret, domain },
    // Its own cache is shared by every client of the process, and its token is never renewed when refused.
    disableTokenCache: true,
    cache: new lark.DefaultCache(),
    httpInstance: createHttp(),
    logger: SILENT,
  });
  const gate = createGate(API_PACE);
  const token = createAccessToken(async () => {
    const answer = (await refusing('token', () =>
      sdk.auth.v3.tenantAccessToken.internal({ data: { app_id: appId, app_secret: appSecret } }),
    )) as { tenant_access_token: string; expire: number };
    return { token: answer.tenant_access_token, validMs: answer.expire * 1000 };
  }, Date.now);

  async function refusing<T>(api: string, work: () => Promise<T>): Promise<T> {
    await gate.pass(api);
    counted();
    const answer = await work().catch((error: unknown) => {
      throw refusedBy(api, error);
    });
    const { code = 0, msg = '' } = (answer ?? {}) as Answered<unknown>;
    if (code !== 0) throw new CallRefused(api, 200, code, msg, null);
    return answer;
  }
  /** A token can be revoked before its time: once more with a new one. */
  async function authorised<T>(api: string, work: (as: As) => Promise<T>): Promise<T> {
    const held = await token.get();
    try {
      return await refusing(api, () => work(lark.withTenantToken(held)));
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      token.drop(held);
      const renewed = await token.get();
      return refusing(api, () => work(lark.withTenantToken(renewed)));
    }
  }
  return {
    async call(api, use) {
      const { data } = await authorised(api, (as) => use(sdk, as));
      return data as NonNullable<typeof data>;
    },
    bytes: (api, url, params) =>
      authorised(api, (as) => sdk.request({ method: 'GET', url, params, responseType: 'arraybuffer' }, as)),
    ask: (api, url) => authorised(api, (as) => sdk.request({ method: 'GET', url }, as)),
  };
}

/** What went wrong is thrown, and said by whoever catches it. */
const SILENT = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
};
