/** Phone numbers as the networks write them (E.164), whatever way somebody did, and back as the house keeps them. Pure. */

/** Mobile numbers of mainland China, as they are said at home. */
const HOME = /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/u;
const ABROAD = /^\+(?!86)[1-9]\d{6,14}$/u;

/** `138 0013 8000` is +8613800138000; null for what is no number a text could be sent to. */
export function e164(said: string): string | null {
  const number = said.normalize('NFKC').replace(/[\s()\-._]/gu, '');
  const [, home] = HOME.exec(number) ?? [];
  if (home !== undefined) return `+86${home}`;
  const abroad = number.replace(/^00(?=[1-9])/u, '+');
  return ABROAD.test(abroad) ? abroad : null;
}

/** China's country code is dropped, as in answers to a question of phone: an account is the number by which its owner is known. */
export const keptNumber = (number: string): string => number.replace(/^\+86(?=1)/u, '');
