/** Where `human` in desk.yaml meets the SOPs: it names one that is there and that words alone can open. */
import type { DeskDraft } from './desk.js';
import { saidInto } from './human.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import type { Sop } from './sop.js';

export function checkHuman(
  { desk, yaml }: DeskDraft,
  sops: Readonly<Record<string, Pick<Sop, 'fields'> | null>>,
): Problem[] {
  const key = desk.human;
  if (key === null) return [];
  const at = ['human', 'sop'];
  if (!Object.hasOwn(sops, key))
    return [
      yaml.problem(
        at,
        `expected an SOP, got ${JSON.stringify(key)}`,
        suggest(key, Object.keys(sops), 'add it to sops/'),
      ),
    ];
  const sop = sops[key];
  if (!sop || saidInto(sop, '?') !== null) return [];
  const asked = Object.values(sop.fields).filter((field) => field.intake && field.required);
  return [
    yaml.problem(
      at,
      `expected an SOP that words alone can open, got ${key}, which asks for ${asked.map((field) => field.key).join(', ')}`,
      'name one whose only required question at the start is a text, such as it-consult',
    ),
  ];
}
