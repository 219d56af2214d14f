/** The page behind a one-time link: one button, or why there is none. Plain HTML: it works in every chat's own browser. */

type Language = 'zh-CN' | 'en';

export type LoginView =
  | { readonly kind: 'offer'; readonly name: string }
  /** Wrong, used, expired, revoked: the same words, so that nobody learns which links there were. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'foreign' };

const TEXTS = {
  'zh-CN': {
    title: '登录三驾马车',
    offer: (name: string) => `以「${name}」的身份登录`,
    once: '链接只能用一次。如果这不是您，请关闭本页，并告诉管理员。',
    enter: '登录',
    spent: '这个链接已经不能用了',
    again: '链接只能用一次，并且很快过期。请在和机器人的私聊里说「登录」，会收到新的链接。',
    back: '如果您已经登录过，可以直接进入服务台',
    foreign: '没有登录',
    press: '请打开机器人发给您的链接，再按页面上的「登录」。如果还是这样，请管理员检查 PUBLIC_URL。',
    other: 'English',
  },
  en: {
    title: 'Log in to Troika',
    offer: (name: string) => `Log in as ${name}`,
    once: 'The link works once. If this is not you, close this page and tell your administrator.',
    enter: 'Log in',
    spent: 'This link no longer works',
    again:
      'A link works once, and not for long. Say “log in” to the bot in private and it sends you a new one.',
    back: 'If you have logged in before, go to the desk',
    foreign: 'You are not logged in',
    press:
      'Open the link the bot sent you and press its button. If this happens again, ask your administrator to check PUBLIC_URL.',
    other: '中文',
  },
} as const;

/** What the address asks for, else what the browser prefers. */
export function languageOf(asked: string | undefined, accepted: string | undefined): Language {
  const wanted = asked ?? accepted ?? '';
  return /^en\b/iu.test(wanted.trim()) ? 'en' : 'zh-CN';
}

export function loginPage(view: LoginView, language: Language): string {
  const own = TEXTS[language];
  const other = language === 'en' ? 'zh-CN' : 'en';
  // Under `no-referrer` browsers say `Origin: null` when a form is posted (https://fetch.spec.whatwg.org/#append-a-request-origin-header),
  // and we would have to believe it. Within our own site the origin may be told.
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="robots" content="noindex">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${own.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand"><img src="/icon.svg" alt="" width="30" height="30"> <b>三驾马车</b> <i>Troika</i></p>
${contents(view, own)}
<a class="language" lang="${other}" href="?lang=${other}">${own.other}</a>
</main>
</body>
</html>
`;
}

function contents(view: LoginView, own: (typeof TEXTS)[Language]): string {
  switch (view.kind) {
    case 'offer':
      return `<h1>${escaped(own.offer(view.name))}</h1>
<form method="post"><button>${own.enter}</button></form>
<p>${own.once}</p>`;
    case 'spent':
      return `<h1>${own.spent}</h1>
<p>${own.again}</p>
<p><a href="/">${own.back}</a></p>`;
    case 'foreign':
      return `<h1>${own.foreign}</h1>
<p>${own.press}</p>`;
  }
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '');
}

/** The colours of `page/style/base.css`. */
const STYLE = `
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: #f4f1ea; color: #1d2b2a;
  font: 15px/1.7 "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif; }
main { box-sizing: border-box; width: min(420px, calc(100% - 32px)); margin: 16px; padding: 32px; display: grid; gap: 14px;
  background: #fffdf9; border: 1px solid #d8d1c3; border-top: 4px solid #b8402a; border-radius: 12px;
  box-shadow: 0 18px 48px -24px #1d2b2a40; }
h1 { margin: 8px 0 0; font-size: 19px; line-height: 1.5; overflow-wrap: anywhere; }
p { margin: 0; color: #56625f; }
.brand { display: flex; align-items: center; gap: 10px; color: #1d2b2a; font-family: Georgia, "Noto Serif CJK SC", serif; }
.brand b { font-size: 19px; letter-spacing: 0.12em; }
.brand i { color: #56625f; }
button { width: 100%; padding: 12px; border: 0; border-radius: 8px; background: #1f5f52; color: #fff; font: inherit; font-size: 17px; cursor: pointer; }
button:hover { background: #17493f; }
button:focus-visible, a:focus-visible { outline: 3px solid #a8660f; outline-offset: 2px; }
a { color: #1f5f52; }
.language { justify-self: end; color: #56625f; text-decoration: none; }
`;
