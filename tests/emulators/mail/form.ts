/** The form in which a message must come: what the strictest of servers refuse. RFC 5321 §4.5.3, RFC 5322 §3.6 */

const NEEDED = ['date', 'from', 'to', 'message-id', 'subject'];
const ONCE = [...NEEDED, 'in-reply-to', 'references'];
const LONGEST_LINE = 998;

/** What is wrong with it; undefined when nothing is. */
export function flawOf(raw: Buffer): string | undefined {
  const text = raw.toString('latin1');
  if (/(^|[^\r])\n|\r(?!\n)/u.test(text)) return 'a bare CR or LF';
  if (text.split('\r\n').some((line) => line.length > LONGEST_LINE)) return `a line over ${LONGEST_LINE}`;
  const head = text.slice(0, text.indexOf('\r\n\r\n'));
  if (/[\u0080-\u00FF]/u.test(head)) return 'a header that is not in ASCII';
  const names = head
    .split(/\r\n(?![ \t])/u)
    .map((line) => line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase());
  const absent = NEEDED.find((name) => !names.includes(name));
  if (absent !== undefined) return `no ${absent}`;
  const twice = ONCE.find((name) => names.filter((other) => other === name).length > 1);
  return twice === undefined ? undefined : `${twice} more than once`;
}
