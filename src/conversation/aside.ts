/** What is said while a colleague has the conversation: it is kept and not answered, but for the word that ends it. */
import type { Aside, InboundContent } from '../platform/inbound.js';
import type { Context } from './context.js';
import type { Intent } from './intent.js';
import { readSaid } from './said.js';

const ENDS = 'end_human';

export function overheard(content: InboundContent, { by }: Aside, context: Context): Intent {
  switch (content.kind) {
    case 'text':
      return {
        kind: 'aside',
        by,
        text: content.text,
        files: [],
        ends: by === null && ends(content.text, context),
      };
    case 'files':
      return { kind: 'aside', by, text: named(content.files), files: content.files, ends: false };
    case 'lost_file':
      return { kind: 'aside', by, text: named([content.file]), files: [], ends: false };
    default:
      return { kind: 'nothing' };
  }
}

function ends(text: string, { actions }: Context): boolean {
  const { key } = readSaid(text);
  const words = actions.find(({ type }) => type === ENDS)?.words;
  return words !== undefined && Object.values(words).some((own) => own.includes(key));
}

const named = (files: readonly { readonly name: string }[]): string =>
  files.map(({ name }) => `📎 ${name}`).join('\n');
