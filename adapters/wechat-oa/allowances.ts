/** What each act of the other side allows us to say. Pure. https://developers.weixin.qq.com/doc/service/guide/product/kf/intro.html */
const HOUR_MS = 3_600_000;

export interface Allowed {
  readonly key: string;
  readonly messages: number;
  readonly at: number;
  readonly until: number | null;
  /** It is a consent to notices by this template. */
  readonly template?: string;
}

/** They wrote: five answers within two days, counted anew each time. */
export const byMessage = (at: number): Allowed => ({
  ...{ key: 'chat', messages: 5, at },
  until: at + 48 * HOUR_MS,
});

/** They tapped the menu, began to follow, or scanned: three within a minute. */
export const byTap = (at: number): Allowed => ({ ...{ key: 'tap', messages: 3, at }, until: at + 60_000 });

/** They left: what was open is shut. */
export const byLeaving = (at: number): readonly Allowed[] =>
  ['chat', 'tap'].map((key) => ({ key, messages: 0, at, until: at }));

/** One notice of this template, whenever that may be. */
export const byConsent = (event: string, template: string, at: number): Allowed => ({
  ...{ key: `${event}/${template}`, messages: 1, at },
  ...{ until: null, template },
});

/** Whether what is used up is a consent to this template. */
export const isConsentTo = (key: string | undefined, template: string): boolean =>
  key?.endsWith(`/${template}`) ?? false;
