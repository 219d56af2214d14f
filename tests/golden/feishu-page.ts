/** A card of Feishu laid out about as its client does, as a web page: for eyes, not for tests. */

type Json = Readonly<Record<string, unknown>>;

const COLOURS: Readonly<Record<string, string>> = {
  ...{ blue: '#245bdb', green: '#2ea121', orange: '#de7802', red: '#d83931', grey: '#8f959e' },
};
const HEADS: Readonly<Record<string, string>> = {
  ...{ blue: '#e1eaff', green: '#d9f5d6', orange: '#feead2', red: '#fde2e2', grey: '#eff0f1' },
};

const STYLE = `
  body { margin: 0; padding: 16px; background: #f2f3f5; font: 14px/22px "Noto Sans CJK SC", sans-serif; color: #1f2329 }
  .cards { columns: 4 420px; column-gap: 16px }
  figure { margin: 0 0 16px; break-inside: avoid } figcaption { color: #8f959e; font-size: 12px }
  .card { background: #fff; border: 1px solid #dee0e3; border-radius: 8px; overflow: hidden }
  header { padding: 12px; font-weight: 600; font-size: 16px } header span { font-size: 12px; padding: 1px 6px; border-radius: 4px; background: #fff; margin-left: 8px; font-weight: 400 }
  .body, form { padding: 12px; display: flex; flex-direction: column; gap: 8px } form { padding: 0 }
  .columns { display: flex; gap: 8px } .flow { flex-wrap: wrap } .weighted { flex: 1 }
  .words { white-space: pre-wrap; overflow-wrap: anywhere } .notation { font-size: 12px; line-height: 18px }
  button { font: inherit; padding: 4px 11px; border: 1px solid #d0d3d6; border-radius: 6px; background: #fff; color: inherit }
  .primary_filled { background: #3370ff; color: #fff; border-color: #3370ff } .danger { color: #d83931; border-color: #d83931 }
  .primary_text { color: #3370ff; border: 0; padding: 0 } button:disabled { color: #bbbfc4; background: #f2f3f5 }
  .input { border: 1px solid #d0d3d6; border-radius: 6px; padding: 4px 8px; color: #8f959e } .long { height: 60px }
  table { border-collapse: collapse; width: 100%; font-size: 13px } td, th { border-bottom: 1px solid #dee0e3; text-align: left; padding: 4px 6px; font-weight: 400 } th { color: #8f959e }
  .bar { display: grid; grid-template-columns: 90px 1fr auto; gap: 8px; align-items: center; font-size: 12px } .bar i { height: 14px; background: #3370ff; border-radius: 2px }
`;

export interface Pictured {
  readonly name: string;
  readonly card: unknown;
}

export function pageOf(cards: readonly Pictured[]): string {
  const figures = cards.map(
    ({ name, card }) => `<figure><figcaption>${text(name)}</figcaption>${cardHtml(card as Json)}</figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div class="cards">${figures.join('')}</div>`;
}

function cardHtml({ header, body }: Json): string {
  const { title, template, text_tag_list: tags = [] } = header as Json;
  const marks = (tags as Json[]).map((tag) => `<span>${content(tag.text)}</span>`).join('');
  const head = `<header style="background:${HEADS[String(template)] ?? '#fff'}">${content(title)}${marks}</header>`;
  return `<div class="card">${head}<div class="body">${elements((body as Json).elements)}</div></div>`;
}

const elements = (all: unknown): string => (all as Json[]).map(element).join('');

function element(one: Json): string {
  switch (one.tag) {
    case 'div':
      return words(one.text as Json);
    case 'markdown':
      return `<div class="words">${markdown(String(one.content))}</div>`;
    case 'column_set':
      return `<div class="columns ${one.flex_mode ?? ''}">${elements(one.columns)}</div>`;
    case 'column':
      return `<div class="${one.width}">${elements(one.elements)}</div>`;
    case 'button':
      return `<button class="${one.type}"${one.disabled ? ' disabled' : ''}>${content(one.text)}</button>`;
    case 'form':
      return `<form>${elements(one.elements)}</form>`;
    case 'table':
      return table(one);
    case 'chart':
      return chart(one.chart_spec as Json);
    default:
      return input(one);
  }
}

function words({ content: said, text_color: colour, text_size: size }: Json): string {
  return `<div class="words ${size ?? ''}" style="color:${COLOURS[String(colour)] ?? 'inherit'}">${text(String(said))}</div>`;
}

function input({
  label,
  placeholder,
  default_value: given,
  initial_option: chosen,
  input_type: type,
}: Json): string {
  const inside = given ?? chosen ?? (placeholder === undefined ? '请选择' : (placeholder as Json).content);
  const long = type === 'multiline_text' ? 'long' : '';
  return `${label === undefined ? '' : content(label)}<div class="input ${long}">${text(String(inside))}</div>`;
}

function table({ columns, rows }: Json): string {
  const names = (columns as Json[]).map(({ name }) => String(name));
  const head = (columns as Json[]).map((column) => `<th>${text(String(column.display_name))}</th>`).join('');
  const line = (row: Json) => names.map((name) => `<td>${text(String(row[name]))}</td>`).join('');
  return `<table><tr>${head}</tr>${(rows as Json[]).map((row) => `<tr>${line(row)}</tr>`).join('')}</table>`;
}

function chart({ data }: Json): string {
  const values = (data as { values: { label: string; value: number; text: string }[] }).values;
  const most = Math.max(1, ...values.map(({ value }) => value));
  const bar = ({ label, value, text: said }: (typeof values)[number]) =>
    `<div class="bar">${text(label)}<i style="width:${(100 * value) / most}%"></i>${text(said)}</div>`;
  return `<div>${values.map(bar).join('')}</div>`;
}

/** As much of it as our cards write. */
function markdown(source: string): string {
  return source
    .replaceAll(/\*\*(.+?)\*\*/gu, '<b>$1</b>')
    .replaceAll(
      /<font color='(\w+)'>/gu,
      (_, colour: string) => `<font color="${COLOURS[colour] ?? colour}">`,
    );
}

const content = (plain: unknown): string => text(String((plain as Json).content));
const text = (raw: string): string => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
