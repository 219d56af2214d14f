/** A template's values as Tencent takes them: in their order, short, on one line, and without links. Pure. */

/** Parameters may hold no address; a name with a dot in it reads as one. */
const LINK = /\b(?:https?:\/\/|www\.)[^\s\p{Script=Han}，。；]*/giu;
const DOMAIN_DOT = /(?<=[\w-])\.(?=(?:com|cn|net|org|io|top|xyz|cc|me|co|shop|app|dev|vip)\b)/giu;
/** Brackets of this kind belong to the sign. */
const SIGN_BRACKETS: Readonly<Record<string, string>> = { '【': '[', '】': ']' };

/** Null when the values are not numbered 1, 2, … without a gap: no template could be filled with them. */
export function renderValues(
  values: Readonly<Record<string, string>>,
  most: number,
): readonly string[] | null {
  const { length } = Object.keys(values);
  const rendered = Array.from({ length }, (_, index) => values[String(index + 1)]);
  return rendered.every((value) => value !== undefined) ? rendered.map((value) => plain(value, most)) : null;
}

function plain(value: string, most: number): string {
  const text = value
    .replaceAll(LINK, ' ')
    .replaceAll(DOMAIN_DOT, ' ')
    .replaceAll(/[【】]/gu, (bracket) => SIGN_BRACKETS[bracket] ?? '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const characters = [...text];
  if (characters.length === 0) return '-';
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
