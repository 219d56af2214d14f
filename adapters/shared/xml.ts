/** XML from outside, read without what makes XML dangerous: no DTD, no entities, no numbers made of what only looks like one. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Xml = Readonly<Record<string, unknown>>;

/** Deeper than any callback of Tencent's, and far from where a parser runs out of stack. */
const DEEPEST = 16;
/** The five that XML itself defines; the parser is told to expand none. */
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** What stands in `<xml>`; null for what is no such document. `lists`: elements that may come once or often. */
export function readXml(text: string, lists: readonly string[] = []): Xml | null {
  if (/<!(?!\[CDATA\[)/u.test(outsideCdata(text)) || deepest(text) > DEEPEST) return null;
  if (XMLValidator.validate(text) !== true) return null;
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    // ` 007 ` is a text, and 4561255354251345929 is no number JavaScript has.
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: CDATA,
    isArray: (name) => lists.includes(name),
  });
  const root: unknown = parser.parse(text).xml;
  return isElement(root) ? (settled(root) as Xml) : null;
}

/** A text of CDATA is taken as it stands; only outside it does an entity mean something. */
const CDATA = '#cdata';

function settled(value: unknown): unknown {
  if (typeof value === 'string') return unescaped(value);
  if (Array.isArray(value)) return value.map(settled);
  if (!isElement(value)) return value;
  if (CDATA in value) return [value[CDATA]].flat().map(String).join('');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '#text')
      .map(([name, inner]) => [name, settled(inner)]),
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/&(\w+);/gu, (whole, name: string) =>
    Object.hasOwn(PREDEFINED, name) ? (PREDEFINED[name] as string) : whole,
  );
}

const outsideCdata = (text: string) => text.replaceAll(/<!\[CDATA\[.*?\]\]>/gsu, '');

function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag] of outsideCdata(text).matchAll(/<\/?[^>]*>/gu)) {
    if (tag.startsWith('<?') || tag.endsWith('/>')) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    most = Math.max(most, depth);
  }
  return most;
}

const isElement = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
