/** Who sits in the window, whether the desk hears them, and which conversation is in view. */
import { Segmented, Tooltip } from 'antd';
import { useLanguage } from '../language/language.js';
import type { Texts } from '../language/texts.js';
import type { Persona, Place } from '../wire.js';
import type { Chats } from './chats.js';
import { UnreadDot } from './unread-dot.js';
import { useChat } from './use-chat.js';

interface Props {
  readonly seat: readonly Persona[];
  readonly chats: Chats;
  /** The group this window is about; null: it is about the person. */
  readonly group: Place | null;
  onPersona(account: string): void;
}

export function WindowHead({ seat, chats, group, onPersona }: Props) {
  const { own } = useLanguage();
  const { persona, state } = useChat();
  return (
    <header className="window-head">
      <span className="avatar" aria-hidden="true">
        {group ? group.name.slice(0, 1) : persona.name.slice(-1)}
      </span>
      <div className="window-who">
        <span className="window-name">
          {group ? group.name : persona.name}
          <Tooltip title={own.link[state.link]}>
            <span className="link-dot" data-link={state.link} role="img" aria-label={own.link[state.link]} />
          </Tooltip>
        </span>
        <span className="window-role">
          {group ? own.window.group : own.roles[persona.role]}
          {!group && <span className="window-duty"> · {own.duties[persona.role]}</span>}
        </span>
      </div>
      {seat.length > 1 && (
        <Segmented<string>
          size="small"
          className="persona-switch"
          aria-label={own.window.persona}
          value={persona.account}
          onChange={onPersona}
          options={seat.map(({ account, role }) => ({
            value: account,
            label: (
              <>
                <span>{own.roles[role]}</span>
                {account !== persona.account && <UnreadDot store={chats.of(account)} />}
              </>
            ),
          }))}
        />
      )}
      <PlaceSwitch />
    </header>
  );
}

function PlaceSwitch() {
  const { own } = useLanguage();
  const { store, state } = useChat();
  if (state.places.length < 2) return null;
  const groups = state.places.filter((place) => !place.private).length;
  return (
    <Segmented<string>
      size="small"
      className="place-switch"
      aria-label={own.window.place}
      value={state.place}
      onChange={store.look}
      options={state.places.map((place) => ({
        value: place.address,
        title: place.name,
        label: (
          <>
            <span>{placeName(place, groups, own)}</span>
            {place.address !== state.place && <UnreadDot store={store} address={place.address} />}
          </>
        ),
      }))}
    />
  );
}

/** One group needs no name of its own; several do. */
function placeName(place: Place, groups: number, own: Texts): string {
  if (place.private) return own.window.direct;
  return groups > 1 && place.name !== '' ? place.name : own.window.group;
}
