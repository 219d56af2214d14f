/** The page behind a link that asks who opens it: the real client knows; here whoever looks says who they are. https://developer.work.weixin.qq.com/document/path/91022 */
import type { Answer, Route } from '../kit/http-door.js';
import { openLink } from './human/opening.js';
import type { World } from './world.js';

/** Browsers keep it to themselves. */
const FRAGMENT = '#wechat_redirect';

export function authorizeRoute(world: World): Route {
  return {
    method: 'GET',
    path: '/connect/oauth2/authorize',
    handle({ query }) {
      const asked = new URLSearchParams(query);
      const person = world.people.get((asked.get('person') ?? '').toLowerCase());
      asked.delete('person');
      if (!person) return page(world, asked);
      try {
        const location = openLink(
          world,
          person.userId,
          `http://wecom/connect/oauth2/authorize?${asked}${FRAGMENT}`,
        );
        return { status: 302, headers: { location }, body: Buffer.alloc(0) };
      } catch (error) {
        return { status: 400, body: { errmsg: String(error) } };
      }
    },
  };
}

function page({ people }: World, asked: URLSearchParams): Answer {
  const links = [...people.values()].map(({ userId, name }) => {
    const query = new URLSearchParams([...asked, ['person', userId]]);
    return `<li><a href="?${query.toString().replaceAll('&', '&amp;')}">${name.replaceAll('<', '&lt;')}</a></li>`;
  });
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status: 200, headers, body: Buffer.from(`<ul>${links.join('')}</ul>`) };
}
