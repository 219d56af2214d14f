/** From an inbound to what it means. Pure: everything it may depend on is in the context. */
import type { FileRef } from '../platform/file.js';
import type { Inbound } from '../platform/inbound.js';
import { overheard } from './aside.js';
import { asBefore, askingForFiles } from './at-once.js';
import type { Context } from './context.js';
import { answer, isAsking } from './dialogue.js';
import { ticketHere } from './here.js';
import type { Intent } from './intent.js';
import { submit } from './press.js';
import { refuseHere } from './refusals.js';
import { interpretPress, interpretText } from './text.js';

export function interpret(inbound: Inbound, context: Context): Intent {
  const { content, aside } = inbound;
  if (aside) return overheard(content, aside, context);
  switch (content.kind) {
    case 'opened':
      return { kind: 'query', query: { kind: 'welcome' } };
    case 'handed':
      return { kind: 'handed', to: content.to };
    case 'rated':
      return { kind: 'rate', rating: content.rating };
    case 'button':
      return interpretPress(content.value, context);
    case 'form':
      return submit(content.form, content.input, context);
    case 'files':
      return sent(content.files, inbound, context);
    case 'lost_file': {
      const { name, why } = content.file;
      const refusal = refuseHere('file_not_kept', { name, why: { message: `file_not_kept.${why}` } });
      return inbound.private ? { kind: 'refused', refusal } : { kind: 'nothing' };
    }
    case 'text':
      return interpretText(
        content.text,
        inbound.private,
        content.quoted ? { ...context, quoted: content.quoted } : context,
      );
  }
}

/** Files answer the question that is asked; otherwise they belong to the ticket the conversation is about. */
function sent(files: readonly FileRef[], inbound: Inbound, context: Context): Intent {
  const { dialogue } = context;
  if (files.length === 0) return { kind: 'nothing' };
  if (isAsking(dialogue)) {
    const asking = askingForFiles(dialogue, context);
    return asBefore(dialogue, answer({ ...asking, askedAt: context.now }, files, context), context);
  }
  const ticketId = ticketHere(context, false);
  if (ticketId !== undefined)
    return { kind: 'command', type: 'attach', ticketId, input: { files }, endsDialogue: false };
  // Colleagues send each other pictures in a group all day.
  return inbound.private
    ? { kind: 'refused', refusal: refuseHere('no_ticket_for_files') }
    : { kind: 'nothing' };
}
