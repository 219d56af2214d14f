/** An actor as one word, the way events and texts name people: `member:<id>`, `requester:<id>`, `system`, `source:<name>`. */
import type { Actor } from './people.js';

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'member':
    case 'requester':
      return `${actor.kind}:${actor.id}`;
    case 'source':
      return `source:${actor.name}`;
    case 'system':
      return 'system';
  }
}

/** The member behind a name; null when it names somebody else. */
export function memberNamed(name: string): string | null {
  return name.startsWith('member:') ? name.slice('member:'.length) : null;
}
