/** What somebody reads in their conversation with a WeCom app, in the words of the port: its title, its lines, what can be pressed. */
import type { Block, Button, Card } from '../../src/platform/card.js';
import type { Seen } from '../emulators/wecom/human/seeing.js';

/** The button that does what is chosen in the list above it. */
export const PICK = 'pick';

type Json = Readonly<Record<string, unknown>>;

export function readSeen({ type, text, card, buttons, questions, replaced }: Seen): Card {
  if (type !== 'template_card' || !card) return readText(text);
  const { title, desc } = card.main_title as { title: string; desc?: string };
  const { quote_text: quoted = '' } = (card.quote_area ?? {}) as { quote_text?: string };
  const rows = (card.horizontal_content_list ?? []) as { keyname: string; value: string }[];
  const { desc: holds = '' } = (card.source ?? {}) as { desc?: string };
  const lines = [String((card as Json).sub_title_text ?? ''), quoted, holds, replaced ?? ''].filter(
    (line) => line !== '',
  );
  const pressable =
    replaced === undefined ? [...buttons, ...questions.flatMap(({ options }) => options)] : [];
  return {
    ...headOf(title, desc),
    blocks: [
      ...(rows.length === 0
        ? []
        : [{ kind: 'fields' as const, fields: rows.map(({ keyname: label, value }) => ({ label, value })) }]),
      ...lines.map(spoken),
    ],
    buttons: [
      ...pressable.map((one) => ({
        text: one.text,
        value: 'key' in one ? one.key : one.id,
        style: 'plain' as const,
      })),
      ...quoted.split('\n').flatMap(greyed),
    ].filter(({ value }) => value !== PICK),
  };
}

/** A message without a card: its first line is the title. */
export function readText(text: string): Card {
  const [head = '', ...lines] = text.replaceAll(/[\u200B-\u200D\u2060]/gu, '').split('\n');
  const [title = '', tag] = head.replace(/^(✅|⚠️|❗) /u, '').split(' · ');
  return {
    ...headOf(title, tag),
    blocks: lines.length === 0 ? [] : [spoken(lines.join('\n'))],
    buttons: lines.flatMap(greyed),
  };
}

function headOf(title: string, tag: string | undefined) {
  const [, id] = /^#(\d+)/u.exec(title) ?? [];
  return {
    ...{ title, tone: 'neutral' as const },
    ...(tag === undefined ? {} : { tag }),
    ...(id === undefined ? {} : { ticketId: Number(id) }),
  };
}

/** A step with who has it, as every platform's people say them. */
function spoken(text: string): Block {
  const lines = text
    .split('\n')
    .map((line) => (/^[✓▶○]/u.test(line) ? line.replace(/^○/u, '·').replace(' · ', ' ') : line));
  return { kind: 'text', text: lines.join('\n') };
}

/** What cannot be pressed yet stands in words, with the reason. */
function greyed(line: string): Button[] {
  const [, text = '', reason = ''] = /^🔒 ([^：:]+)(?:：|: )(.*)$/u.exec(line) ?? [];
  return text === '' ? [] : [{ text, value: '', style: 'plain', disabledReason: reason }];
}
