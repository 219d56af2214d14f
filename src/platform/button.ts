/** A button's value is `action:ticket:version[:argument]`: everything needed to act on it after a restart. */
export interface ButtonPress {
  readonly action: string;
  readonly ticketId: number;
  /** The ticket version the presser saw; 0 when the button rests on no ticket. */
  readonly version: number;
  /** A transition, a checklist item, a choice. */
  readonly argument?: string;
}

/** Writes a press as a value a platform carries and gives back. */
export function buttonValue(press: ButtonPress): string {
  const head = `${press.action}:${press.ticketId}:${press.version}`;
  return press.argument === undefined ? head : `${head}:${press.argument}`;
}

/** Reads a value back; undefined for anything we did not write. */
export function parseButton(value: string): ButtonPress | undefined {
  const match = /^([a-z_]{1,40}):(\d{1,15}):(\d{1,15})(?::(.{1,200}))?$/su.exec(value);
  if (!match) return undefined;
  const [, action = '', ticketId, version, argument] = match;
  const press = { action, ticketId: Number(ticketId), version: Number(version) };
  return argument === undefined ? press : { ...press, argument };
}
