/** What a card says to the eyes that read it, on whatever platform: its words, its buttons, and whether it is the one looked for. */
import type { Button, Card, FormInput } from '../../src/platform/card.js';

/** What a person looks for. Texts are contained, not equal: a journey tells what matters. */
export interface Sight {
  readonly title?: string;
  /** The card's tag: the state. */
  readonly state?: string;
  readonly text?: string | readonly string[];
  /** Buttons that can be pressed. */
  readonly buttons?: readonly string[];
  /** Buttons that are greyed, with a part of the reason. */
  readonly greyed?: Readonly<Record<string, string>>;
}

export function matches(card: Card, sight: Sight): boolean {
  const all = cardTexts(card).join('\n');
  const texts = sight.text === undefined ? [] : [sight.text].flat();
  const pressable = buttonsOf(card).filter(({ disabledReason }) => disabledReason === undefined);
  return (
    (sight.title === undefined || card.title.includes(sight.title)) &&
    (sight.state === undefined || card.tag === sight.state) &&
    texts.every((text) => all.includes(text)) &&
    (sight.buttons ?? []).every((text) => pressable.some((button) => button.text === text)) &&
    Object.entries(sight.greyed ?? {}).every(([text, reason]) =>
      buttonsOf(card).some((button) => button.text === text && button.disabledReason?.includes(reason)),
    )
  );
}

/** Those of a checklist too, named with their item: '勾选 证件清晰可读'. */
export function buttonsOf(card: Card): Button[] {
  const ticks = card.blocks.flatMap((block) =>
    block.kind === 'checklist'
      ? block.items.flatMap(({ text, button }) =>
          button ? [{ ...button, text: `${button.text} ${text}` }] : [],
        )
      : [],
  );
  const others = card.blocks.flatMap((block) => (block.kind === 'form' ? (block.form.others ?? []) : []));
  return [...card.buttons, ...ticks, ...others];
}

const inputText = ({ label, value }: FormInput) => (value === undefined ? label : `${label}：${value}`);

/** A card in one line of words, as a failing test shows it. */
export function describeCard(card: Card | undefined): string {
  if (!card) return '(nothing)';
  const buttons = card.buttons.map(({ text, disabledReason }) =>
    disabledReason ? `(${text})` : `[${text}]`,
  );
  return [card.title, card.tag ? `【${card.tag}】` : '', ...cardTexts(card), ...buttons].join(' | ');
}

/** Every word a card shows, block by block. */
export function cardTexts(card: Card): string[] {
  return card.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'text':
        return [block.text];
      case 'fields':
        return block.fields.map(({ label, value }) => `${label}：${value}`);
      case 'checklist':
        return block.items.map(({ text, done, by }) => `${done ? '☑' : '☐'} ${text} ${by ?? ''}`.trim());
      case 'progress':
        return block.steps.map(({ text, status, note }) =>
          `${{ done: '✓', now: '▶', next: '·' }[status]} ${text} ${note ?? ''}`.trim(),
        );
      case 'files':
        return block.files.map(({ name }) => name);
      case 'table':
        return [block.columns.join(' '), ...block.rows.map((row) => row.join(' '))];
      case 'deadline':
        return [`${block.label} ${block.text}`];
      case 'bars':
        return block.bars.map(({ label, text }) => `${label} ${text}`);
      case 'link':
        return [block.text];
      case 'form':
        return [block.form.text ?? '', ...block.form.inputs.map(inputText)];
      default:
        return [];
    }
  });
}
