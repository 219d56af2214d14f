/** What a directory vouches for: a mobile number and a mail address are accounts too, each on a platform of its own. */
import type { Account } from './listed.js';

/** As the answers to a question of phone keep it: China's country code is dropped. */
const MOBILE = /^(?:1[3-9]\d{9}|\+(?!86)[1-9]\d{6,14})$/u;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

/** Both are one person's, so who has the same one is the same member. What is no number and no address says nothing. */
export function verifiedKeys({
  mobile,
  email,
}: {
  readonly mobile: string | null;
  readonly email: string | null;
}): readonly Account[] {
  const number = (mobile ?? '')
    .normalize('NFKC')
    .replace(/[\s()-]/gu, '')
    .replace(/^(?:\+|00)?86(?=1)/u, '');
  const address = (email ?? '').normalize('NFKC').trim().toLowerCase();
  return [
    ...(MOBILE.test(number) ? [{ platform: 'sms', account: number }] : []),
    ...(MAIL.test(address) ? [{ platform: 'mail', account: address }] : []),
  ];
}

/** Accounts that are kept even where nothing can be sent to them: they tell who somebody is. */
export function isVerifiedKey({ platform }: Account): boolean {
  return platform === 'sms' || platform === 'mail';
}
