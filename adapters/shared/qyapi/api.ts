/** One call of WeCom's or WeChat's server API: with a token that lives, within a time, and refusals that say so. There is no vendor's SDK for it. */
import { z } from 'zod';
import { createAccessToken } from '../access-token.js';
import { CallRefused, isDeadToken } from './refusal.js';

/** A send is given up after ten seconds, a renewed token and a second try included. */
const TIMEOUT_MS = 4_000;
const MOST_MEDIA_BYTES = 20 * 1024 * 1024;

/** Who calls, and where. */
export interface Caller {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly corpId: string;
  readonly secret: string;
}

type Query = Readonly<Record<string, string | number>>;

export interface Medium {
  readonly bytes: Buffer;
  /** As its sender called it, where WeCom tells. */
  readonly name: string | null;
}

export interface NewMedium {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Api {
  /** `name`: what follows /cgi-bin/, or a whole path. Throws CallRefused, or what the network threw. */
  get<T>(name: string, query: Query, shape: z.ZodType<T>): Promise<T>;
  post<T>(name: string, body: object, shape: z.ZodType<T>): Promise<T>;
  /** https://developer.work.weixin.qq.com/document/path/90253 */
  upload<T>(name: string, query: Query, file: NewMedium, shape: z.ZodType<T>): Promise<T>;
  /** https://developer.work.weixin.qq.com/document/path/90254 */
  media(id: string): Promise<Medium>;
}

/** Refusals come with HTTP 200, and differ by the code alone. */
const verdict = z.object({ errcode: z.number().default(0), errmsg: z.string().default('') });
/** https://developer.work.weixin.qq.com/document/path/91039 */
const fresh = z.object({ access_token: z.string().min(1).max(512), expires_in: z.number().positive() });

export function openApi({ baseUrl, corpId, secret }: Caller): Api {
  return apiAt(baseUrl, (ask) => ask('gettoken', { corpid: corpId, corpsecret: secret }));
}

/** A call that needs no token. */
type Ask = (name: string, query: Query, body?: object) => Promise<unknown>;

/** `askToken`: makes the one call that answers with `access_token` and `expires_in`. */
export function apiAt(baseUrl: string, askToken: (ask: Ask) => Promise<unknown>): Api {
  const token = createAccessToken(async () => {
    const answer = await askToken(async (name, query, body) =>
      judged(name, await fetched(name, query, body && posted(body))),
    );
    const { access_token, expires_in } = shaped('the token', answer, fresh);
    return { token: access_token, validMs: expires_in * 1000 };
  }, Date.now);

  function fetched(name: string, query: Query, init: RequestInit = {}): Promise<Response> {
    const url = new URL(`${baseUrl}${name.startsWith('/') ? name : `/cgi-bin/${name}`}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value));
    return fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  }
  /** A token can end before its time: once more with a new one. */
  async function authorised<T>(work: (access_token: string) => Promise<T>): Promise<T> {
    const held = await token.get();
    try {
      return await work(held);
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      token.drop(held);
      return work(await token.get());
    }
  }
  const json = (name: string, query: Query, init?: RequestInit) =>
    authorised(async (access_token) => judged(name, await fetched(name, { access_token, ...query }, init)));
  return {
    get: async (name, query, shape) => shaped(name, await json(name, query), shape),
    post: async (name, body, shape) => shaped(name, await json(name, {}, posted(body)), shape),
    async upload(name, query, { name: called, type, bytes }, shape) {
      const body = new FormData();
      body.append('media', new Blob([Buffer.from(bytes)], { type }), called);
      return shaped(name, await json(name, query, { method: 'POST', body }), shape);
    },
    media: (id) =>
      authorised(async (access_token) => {
        const response = await fetched('media/get', { access_token, media_id: id });
        const length = Number(response.headers.get('content-length') ?? 0);
        if (length > MOST_MEDIA_BYTES)
          throw new CallRefused(
            'media/get',
            413,
            0,
            `expected at most ${MOST_MEDIA_BYTES} bytes, got ${length}`,
          );
        // A refusal comes as JSON where the file would have come.
        if (!response.ok || /json|text\/plain/u.test(response.headers.get('content-type') ?? ''))
          await judged('media/get', response.clone());
        return { bytes: Buffer.from(await response.arrayBuffer()), name: nameIn(response) };
      }),
  };
}

/** A call by an address that carries its own key. */
export async function called(name: string, url: string, body: object): Promise<void> {
  await judged(name, fetch(url, { ...posted(body), signal: AbortSignal.timeout(TIMEOUT_MS) }));
}

const posted = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

async function judged(api: string, answering: Response | Promise<Response>): Promise<unknown> {
  const response = await answering;
  const text = await response.text();
  const body = parse(text);
  const read = verdict.safeParse(body);
  if (!response.ok || !read.success)
    throw new CallRefused(api, response.ok ? 502 : response.status, 0, text.slice(0, 300));
  const { errcode, errmsg } = read.data;
  if (errcode !== 0) throw new CallRefused(api, response.status, errcode, errmsg.slice(0, 300));
  return body;
}

function shaped<T>(api: string, answer: unknown, shape: z.ZodType<T>): T {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  throw new Error(`${api}: expected another answer at ${read.error.issues[0]?.path.join('.')}`);
}

/** WeChat writes ids of 64 bits as numbers, which JavaScript would round: they are read as texts. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/("msgid":\s*)(\d{16,})/u, '$1"$2"'));
  } catch {
    return undefined; // an outage page: shown as it is in the refusal
  }
}

function nameIn({ headers }: Response): string | null {
  const told = headers.get('content-disposition') ?? '';
  const [, extended] = /filename\*=UTF-8''([^;]+)/iu.exec(told) ?? [];
  const [, plain] = /filename="?([^";]+)"?/iu.exec(told) ?? [];
  const name = extended ?? plain;
  if (name === undefined) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // not encoded: as it stands
  }
}
