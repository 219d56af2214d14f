/** Markdown and Feishu's own tags as they are read, not as they are written. */
const TAGS = /<\/?(?:a|at|br|font|link|number_tag|person|text_tag)\b[^>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

export function readTags(text: string): string {
  return text
    .replace(/<at [^>]*>([^<]*)<\/at>/g, (_all, name: string) => `@${name}`)
    .replace(/<br\s*\/?>/g, '\n')
    .replace(TAGS, '');
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text */
export function readMarkdown(markdown: string): string {
  return readTags(markdown)
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(\*\*|~~|`)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/^#{1,6} /gm, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (all, code: string | undefined, name: string) =>
      code === undefined ? (ENTITIES[name] ?? all) : String.fromCodePoint(Number(code)),
    )
    .replace(/\\([\\`*_~[\]()<>#|])/g, '$1');
}
