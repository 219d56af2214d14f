/** `/mail/opt-out/<token>`: a page with a button, because previews open every link; only a POST takes somebody off. */
import type { AdapterContext, Route, RouteResponse } from '../../src/platform/context.js';
import type { MailConfig } from './config.js';
import { escaped } from './html.js';
import { readWish } from './inbound.js';
import { OPT_OUT_PATH } from './opt-out.js';
import { PAGE } from './words.js';

/** `List-Unsubscribe=One-Click`, with room around it. */
const MOST_BYTES = 1024;
const PER_MINUTE = 30;

interface Parts {
  readonly config: Pick<MailConfig, 'signing'>;
  readonly context: Pick<AdapterContext, 'optOut' | 'log'>;
}

export function webhookRoutes({ config, context }: Parts): readonly Route[] {
  const path = `${OPT_OUT_PATH}/:token`;
  return [
    {
      ...{ method: 'GET', path, maxBytes: 0, perMinute: PER_MINUTE },
      async handle(request) {
        const wish = readWish(request, config.signing);
        return wish
          ? page(200, said(PAGE.ask, wish.account), { label: PAGE.out, again: false })
          : page(404, PAGE.bad);
      },
    },
    {
      ...{ method: 'POST', path, maxBytes: MOST_BYTES, perMinute: PER_MINUTE },
      async handle(request) {
        const wish = readWish(request, config.signing);
        if (!wish) return page(404, PAGE.bad);
        await context.optOut(wish.account, wish.out);
        context.log.info({ out: wish.out }, 'mail: somebody took themselves off, or back on');
        return wish.out
          ? page(200, said(PAGE.done, wish.account), { label: PAGE.again, again: true })
          : page(200, said(PAGE.back, wish.account));
      },
    },
  ];
}

const said = (text: string, account: string) => text.replaceAll('{account}', account);

/** The form posts to the address it came from. */
function page(status: number, text: string, button?: { label: string; again: boolean }): RouteResponse {
  const form = button
    ? `<form method="post">${button.again ? '<input type="hidden" name="again" value="yes">' : ''}<button>${escaped(button.label)}</button></form>`
    : '';
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Troika</title></head><body><main><p>${escaped(text)}</p>${form}</main></body></html>`,
  };
}
