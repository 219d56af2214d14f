/** Which SOPs of the library a company begins with, as people name them: `公司注册、故障报修：IT 组`. */
import { own } from './record.js';
import type { Sop } from './sop.js';
import type { ChosenSop } from './starter.js';

export type Choice =
  | { readonly chosen: readonly ChosenSop[] }
  | { readonly unknown: 'sop' | 'team'; readonly got: string };

/** By title in either language, by key, or by a word that begins it; behind a colon the team that serves it. */
export function chosenSops(
  said: string,
  library: Readonly<Record<string, Sop>>,
  teams: readonly string[],
): Choice {
  const chosen: ChosenSop[] = [];
  const parts = said.normalize('NFKC').split(/[、,;\n]+/u);
  for (const part of parts.map((each) => each.trim()).filter((each) => each !== '')) {
    const colon = part.lastIndexOf(':');
    const whole = sopCalled(part, library);
    const sop = whole ?? (colon < 0 ? undefined : sopCalled(part.slice(0, colon), library));
    if (!sop) return { unknown: 'sop', got: colon < 0 ? part : part.slice(0, colon).trim() };
    const named = whole ? null : part.slice(colon + 1).trim();
    const team = named === null ? null : teams.find((name) => plain(name) === plain(named));
    if (team === undefined) return { unknown: 'team', got: named ?? '' };
    if (!chosen.some(({ key }) => key === sop.key)) chosen.push({ key: sop.key, team });
  }
  return { chosen };
}

function sopCalled(said: string, library: Readonly<Record<string, Sop>>): Sop | undefined {
  const wanted = plain(said);
  const called = ({ title, words }: Sop) =>
    [title['zh-CN'], title.en, ...words].some((name) => plain(name) === wanted);
  return own(library, wanted) ?? Object.values(library).find(called);
}

const plain = (said: string): string => said.normalize('NFKC').trim().toLowerCase();
