/** Published versions are immutable: an SOP file that says something else under the same version is a problem. */
import { type Draft, draftSop } from './draft.js';
import { type Problem, quoted } from './problem.js';
import type { Path, Source } from './yaml-source.js';

/** `published`: every text these files were ever published with. What comes to the same (comments, layout) may change. */
export function checkPublished(drafts: readonly Draft[], published: readonly Source[]): Problem[] {
  return drafts.flatMap((draft) => {
    for (const source of published) {
      if (source.path !== draft.yaml.path) continue;
      const before = draftSop(source);
      // A file this program cannot read any more cannot be compared with either.
      if ('problems' in before || JSON.stringify(before.sop) === JSON.stringify(draft.sop)) continue;
      return [changed(before, draft)];
    }
    return [];
  });
}

function changed(before: Draft, { sop, yaml }: Draft): Problem {
  const path = firstDifference(before.yaml.value, yaml.value) ?? [];
  const got = yaml.at(path);
  const was = before.yaml.at(path);
  const next = `sops/${sop.key}.v${sop.version + 1}.yaml`;
  return yaml.problem(
    path,
    `expected version ${sop.version} as it was published${path.length > 0 ? ` (${path.map(String).join('.')}: ${quoted(was)})` : ''}, got ${quoted(got)}`,
    `published versions are immutable: put this file back, and raise the version: write the change into ${next} with "version: ${sop.version + 1}"`,
  );
}

/** Where two read files begin to differ: a value, or a name that is new, gone or stands elsewhere. */
function firstDifference(before: unknown, after: unknown): Path | null {
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  if (!isBranch(before) || !isBranch(after)) return [];
  const [was, is] = [Object.keys(before), Object.keys(after)];
  for (const key of is) {
    if (!Object.hasOwn(before, key)) return [key];
    const deeper = firstDifference(before[key], after[key]);
    if (deeper) return [key, ...deeper];
  }
  const gone = was.find((key) => !Object.hasOwn(after, key));
  if (gone !== undefined) return [];
  return [is.find((key, index) => key !== was[index]) ?? ''];
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
