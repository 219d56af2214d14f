/** A mail as restrained HTML: no pictures, no scripts, no colours that a dark screen would spoil. Pure. */
import type { Section } from './sections.js';

export interface Page {
  readonly language: string;
  readonly heading: string;
  readonly sections: readonly Section[];
  /** Below the line, small. */
  readonly foot: readonly Section[];
}

const FONT = "font-family:-apple-system,'PingFang SC','Microsoft YaHei',sans-serif";

export function renderHtml({ language, heading, sections, foot }: Page): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(heading)}</title></head>`,
    `<body style="margin:0;padding:16px;${FONT};font-size:15px;line-height:1.6">`,
    `<div style="max-width:560px;margin:0 auto">`,
    `<h1 style="font-size:18px;margin:0 0 12px">${escaped(heading)}</h1>`,
    ...sections.map(drawn),
    '<hr style="border:0;border-top:1px solid #bbb;margin:20px 0 8px">',
    `<div style="font-size:12px;opacity:.75">${foot.map(drawn).join('')}</div>`,
    '</div></body></html>',
  ].join('\n');
}

function drawn(section: Section): string {
  switch (section.kind) {
    case 'words':
      return `<p style="margin:0 0 10px">${escaped(section.text).replaceAll('\n', '<br>')}</p>`;
    case 'pairs':
      return tableOf(
        section.pairs.map(([label, value]) => [
          `<td style="padding:2px 12px 2px 0;opacity:.75;vertical-align:top">${escaped(label)}</td>`,
          `<td style="padding:2px 0">${escaped(value).replaceAll('\n', '<br>')}</td>`,
        ]),
      );
    case 'list': {
      const title = section.title === null ? '' : `<p style="margin:0 0 4px">${escaped(section.title)}</p>`;
      return `${title}<p style="margin:0 0 10px">${section.items.map(escaped).join('<br>')}</p>`;
    }
    case 'table':
      return tableOf([
        section.columns.map(
          (column) => `<th align="left" style="padding:2px 12px 2px 0">${escaped(column)}</th>`,
        ),
        ...section.rows.map((row) =>
          row.map((cell) => `<td style="padding:2px 12px 2px 0">${escaped(cell)}</td>`),
        ),
      ]);
    case 'link':
      return `<p style="margin:0 0 10px"><a href="${escaped(section.url)}">${escaped(section.text)}</a></p>`;
  }
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const body = rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('');
  return `<table cellspacing="0" style="border-collapse:collapse;margin:0 0 10px">${body}</table>`;
}

/** What people typed stays words. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
