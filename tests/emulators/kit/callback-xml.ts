/** The XML of callbacks as WeCom and WeChat write it: texts in CDATA, numbers bare, lists as repeated elements. */
export type XmlValue = string | number | readonly XmlValue[] | XmlFields;
export interface XmlFields {
  readonly [name: string]: XmlValue;
}

export function xml(fields: XmlFields): string {
  return element('xml', fields);
}

function element(name: string, value: XmlValue): string {
  if (isList(value)) return value.map((each) => element(name, each)).join('');
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  if (typeof value === 'string') {
    return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  }
  const inner = Object.entries(value).map(([each, of]) => element(each, of));
  return `<${name}>${inner.join('')}</${name}>`;
}

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

/** The text of an element in an answer of the app's, wherever it stands; undefined when it is not there. */
export function textIn(answer: string, name: string): string | undefined {
  const [, inner] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(answer) ?? [];
  if (inner === undefined) return undefined;
  const [, quoted] = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(inner) ?? [];
  return quoted ?? inner;
}
