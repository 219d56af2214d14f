/** The page on which WeChat asks somebody for their consents. Plain HTML, whose button is WeChat's own. Pure. https://developers.weixin.qq.com/doc/service/guide/h5/opentag.html */

type Language = 'zh-CN' | 'en';

/** What lets the page use WeChat's button. https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html */
export interface SignedPage {
  readonly appId: string;
  readonly timestamp: number;
  readonly nonceStr: string;
  readonly signature: string;
}

const SCRIPT = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js';

/** WeChat's script puts its button into frames and styles of its own. Nothing of anybody stands on the page. */
export const CONSENT_PAGE_CSP = [
  "default-src 'self' data: blob: https://*.qq.com 'unsafe-inline' 'unsafe-eval'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

const TEXTS = {
  'zh-CN': {
    title: '在微信里收通知',
    what: '按一下按钮，微信会问您要不要接收办理通知。同意一次，我们可以通知您一次；不同意也没关系，我们会用其他方式告诉您。',
    button: '接收通知',
    yes: '好的，有进展会在微信的「服务通知」里告诉您。可以关掉本页了。',
    no: '好的，这件事不再问您。可以关掉本页了。',
    shut: '按钮没有出来？请在手机微信里打开本页。',
  },
  en: {
    title: 'Notices in WeChat',
    what: 'Press the button and WeChat asks whether you want to be notified. Each yes lets us notify you once; if you say no, we tell you another way.',
    button: 'Notify me',
    yes: 'Thank you. The news will come among the service notices of your WeChat. You can close this page.',
    no: 'All right, we do not ask about this again. You can close this page.',
    shut: 'No button? Please open this page in WeChat on your phone.',
  },
} as const;

/** By what the browser prefers. */
export function languageOf(accepted: string | undefined): Language {
  return /^en\b/iu.test((accepted ?? '').trim()) ? 'en' : 'zh-CN';
}

/** `templates`: letters, digits, - and _ only. */
export function consentPage(templates: readonly string[], signed: SignedPage, language: Language): string {
  const { title, what, button, yes, no, shut } = TEXTS[language];
  const config = { ...signed, jsApiList: [], openTagList: ['wx-open-subscribe'] };
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
<script src="${SCRIPT}"></script>
</head>
<body>
<main>
<h1>${title}</h1>
<p id="said">${what}</p>
<wx-open-subscribe id="ask" template="${templates.join(',')}">
<script type="text/wxtag-template" slot="style"><style>.ask { ${BUTTON} }</style></script>
<script type="text/wxtag-template"><button class="ask">${button}</button></script>
</wx-open-subscribe>
<p id="shut">${shut}</p>
</main>
<script>
wx.config(${JSON.stringify(config)});
wx.ready(function () { document.getElementById('shut').hidden = true; });
document.getElementById('ask').addEventListener('success', function (event) {
  var agreed = JSON.stringify(event.detail).indexOf('accept') >= 0;
  document.getElementById('said').textContent = agreed ? ${JSON.stringify(yes)} : ${JSON.stringify(no)};
  document.getElementById('ask').hidden = true;
});
document.getElementById('ask').addEventListener('error', function () {
  document.getElementById('shut').hidden = false;
});
</script>
</body>
</html>
`;
}

const STYLE =
  'body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1f1f1f;background:#f5f5f5}' +
  'main{max-width:24em;margin:12vh auto 0;padding:0 24px;text-align:center}h1{font-size:22px}#shut{color:#777;font-size:14px}';
const BUTTON =
  'width: 240px; padding: 12px 0; border: 0; border-radius: 8px; font-size: 17px; color: #fff; background: #07c160';
