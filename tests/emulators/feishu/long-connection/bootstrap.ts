/** Where a client of the long connection asks for its address. */
import type { Answered, Api } from '../api/call.js';
import type { Connections } from './connections.js';

const AUTH_FAILED = 514;
const TOO_MANY_CONNECTIONS = 1000040350;

export function bootstrapApi(connections: Connections): Api {
  return {
    name: 'ws.endpoint',
    method: 'POST',
    path: '/callback/ws/endpoint',
    open: true,
    act({ world, asked, body }) {
      const { appId, appSecret } = world.app;
      if (body.AppID !== appId || body.AppSecret !== appSecret) return failed(AUTH_FAILED, 'auth failed');
      const url = connections.ticketed(asked.headers.host ?? '');
      if (url === undefined)
        return failed(TOO_MANY_CONNECTIONS, 'the number of connections exceeded the limit');
      return { data: { URL: url, ClientConfig: connections.options.clientConfig } };
    },
  };
}

/** Without `data` the SDK would fail on taking the answer apart, and try for ever. */
function failed(code: number, msg: string): Answered {
  return { bare: { code, msg, data: {} } };
}
