/** A form within a card of the conversation. */
import type { Form } from '../../../../src/platform/card.js';
import { CardButton } from '../card/card-button.js';
import type { Filling } from '../chat/state.js';
import { useChat } from '../chat/use-chat.js';
import type { Line } from '../wire.js';
import { FormBody } from './form-body.js';
import '../style/form.css';

const UNTOUCHED: Filling = { errors: {}, sending: null };

export function InlineForm({ asked, line }: { asked: Form; line: Line }) {
  const { store, state } = useChat();
  return (
    <div className="form-inline">
      <FormBody
        asked={asked}
        filling={state.filling[line.id] ?? UNTOUCHED}
        onSubmit={(input) => store.submitIn(line, asked.id, input)}
      >
        {(asked.others ?? []).map((button) => (
          <CardButton key={button.value} button={button} line={line} />
        ))}
      </FormBody>
    </div>
  );
}
