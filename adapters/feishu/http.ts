/** What the vendor's SDK speaks HTTP with: its own has no timeout, and hides what a refusal said. */
import type { HttpInstance, HttpRequestOptions } from '@larksuiteoapi/node-sdk';

/** A send is given up after ten seconds, a renewed token and a second try included. */
const TIMEOUT_MS = 4_000;

/** The platform answered, and not with success. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  /** The platform said when to come back. */
  readonly resetSeconds: number | null;
  constructor(status: number, body: unknown, reset: string | null) {
    super(`HTTP ${status} ${JSON.stringify(body)?.slice(0, 300) ?? ''}`);
    this.name = 'HttpRefusal';
    this.status = status;
    this.body = body;
    this.resetSeconds = reset !== null && /^\d+(\.\d+)?$/u.test(reset) ? Number(reset) : null;
  }
}

/** The requests the SDK makes, over fetch; anything but 2xx is thrown. */
export function createHttp(): HttpInstance {
  async function request(asked: HttpRequestOptions<unknown>): Promise<unknown> {
    const method = (asked.method ?? 'GET').toUpperCase();
    const bare = method === 'GET' || method === 'HEAD' || asked.data === undefined;
    const response = await fetch(addressOf(asked), {
      method,
      ...(bare ? { headers: textsOf(asked.headers) } : withBody(asked)),
      signal: AbortSignal.timeout(asked.timeout ?? TIMEOUT_MS),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const data = asked.responseType === 'arraybuffer' && response.ok ? bytes : parse(bytes);
    if (!response.ok)
      throw new HttpRefusal(response.status, data, response.headers.get('x-ogw-ratelimit-reset'));
    if (asked.$return_headers) return { data, headers: Object.fromEntries(response.headers) };
    return withData(asked, data);
  }
  const verb =
    (method: string) =>
    (url: string, options: object = {}) =>
      request({ ...options, url, method });
  const verbWithBody =
    (method: string) =>
    (url: string, data?: unknown, options: object = {}) =>
      request({ ...options, url, method, data });
  return {
    request,
    ...{ get: verb('GET'), delete: verb('DELETE'), head: verb('HEAD'), options: verb('OPTIONS') },
    ...{ post: verbWithBody('POST'), put: verbWithBody('PUT'), patch: verbWithBody('PATCH') },
  } as HttpInstance;
}

/** JSON, or for an upload the parts of a form, whose boundary fetch makes up and names. */
function withBody({ data, headers }: HttpRequestOptions<unknown>): Pick<RequestInit, 'headers' | 'body'> {
  const { 'content-type': type = 'application/json; charset=utf-8', ...others } = textsOf(headers);
  if (!type.startsWith('multipart/'))
    return { headers: { 'content-type': type, ...others }, body: JSON.stringify(data) };
  const form = new FormData();
  for (const [name, value] of Object.entries(data as Readonly<Record<string, unknown>>))
    if (value instanceof Uint8Array) form.append(name, new Blob([new Uint8Array(value)]), name);
    else if (value !== undefined) form.append(name, String(value));
  return { headers: others, body: form };
}

/** The SDK takes a refused long connection without `data` for an outage, and asks for ever without a word. */
function withData({ url = '' }: HttpRequestOptions<unknown>, answer: unknown): unknown {
  if (!url.endsWith('/callback/ws/endpoint') || typeof answer !== 'object') return answer;
  return { data: {}, ...answer };
}

function addressOf({ url = '', params = {} }: HttpRequestOptions<unknown>): URL {
  const address = new URL(url);
  for (const [name, value] of Object.entries(params))
    for (const each of [value].flat())
      if (each !== undefined) address.searchParams.append(name, String(each));
  return address;
}

function textsOf(headers: HttpRequestOptions<unknown>['headers'] = {}): Record<string, string> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text; // an outage page: shown as it is in the refusal
  }
}
