/** A personal value as those see it who need not know it: enough to tell two apart, too little to use. */

const PHONE = /^\+?[\d\s()-]{7,20}$/u;
const MAIL = /^([^\s@])[^\s@]*@([^\s@]+)$/u;
/** Of a resident, a passport, a company: letters and digits in one piece. */
const NUMBER = /^[A-Za-z0-9]{6,}$/u;

/** '138****8000', '330***********1234', 'z***@example.com', '张**'. */
export function masked(value: string): string {
  const mail = MAIL.exec(value);
  if (mail) return `${mail[1]}***@${mail[2]}`;
  const digits = value.replace(/[\s()-]/gu, '');
  if (PHONE.test(value) && digits.length <= 15) return ends(digits, Math.max(4, digits.length - 7));
  if (NUMBER.test(value)) return ends(value, Math.max(4, value.length - 7));
  const [first = ''] = [...value];
  return first === '' ? '' : `${first}**`;
}

/** The first three and the last four; of a short one less, so that never all of it is left. */
function ends(value: string, hidden: number): string {
  const shown = Math.max(0, value.length - hidden);
  const last = Math.min(4, Math.ceil(shown / 2));
  return `${value.slice(0, shown - last)}${'*'.repeat(hidden)}${last === 0 ? '' : value.slice(-last)}`;
}
