/** What a QR code of ours says for whoever scans it, as if they had typed it. Pure. */

/** `bind-123456`: the code of a binding that they asked for; `ticket-12`: a ticket. */
export const SCENE = /^(bind-\d{6}|ticket-\d{1,9})$/u;

/** Null for a scene that says nothing to us. */
export function wordsOf(scene: string): string | null {
  if (!SCENE.test(scene)) return null;
  const [kind, value = ''] = scene.split('-');
  return kind === 'bind' ? `绑定 ${value}` : `#${value}`;
}
