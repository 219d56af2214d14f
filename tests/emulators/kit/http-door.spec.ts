/** The emulators' HTTP door: parameters from the path, refusals of what is unknown, and answers that never come. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CUT, type HttpDoor, openHttpDoor } from './http-door.js';

let door: HttpDoor;
let done = 0;
beforeEach(async () => {
  done = 0;
  door = await openHttpDoor([
    {
      method: 'POST',
      path: '/chats/:chat_id/members',
      handle: ({ params, query, body }) => ({
        status: 201,
        body: { chat: params.chat_id, kind: query.get('kind'), body: String(body) },
      }),
    },
    {
      method: 'POST',
      path: '/cut',
      handle: () => {
        done += 1;
        return CUT;
      },
    },
  ]);
});
afterEach(() => door.close());

test('a route hears its parameters, decoded, with the query and the raw body', async () => {
  const answer = await fetch(`${door.url}/chats/oc%2F1/members?kind=user`, {
    method: 'POST',
    body: '{ "a":1}',
  });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ chat: 'oc/1', kind: 'user', body: '{ "a":1}' });
});

test.each([
  ['GET', '/chats/oc_1/members'],
  ['POST', '/chats/oc_1'],
  ['POST', '/nowhere'],
])('what it does not know is not found: %s %s', async (method, path) => {
  expect((await fetch(door.url + path, { method })).status).toBe(404);
});

test('an answer that is cut off was acted on all the same', async () => {
  await expect(fetch(`${door.url}/cut`, { method: 'POST' })).rejects.toThrow('fetch failed');
  expect(done).toBe(1);
});
