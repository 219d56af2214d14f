/** What a requester may begin: an SOP, straight or by a category that leads to it. */
import { childrenOf } from '../sop/categories.js';
import { goneCategory } from '../tickets/gone-category.js';
import type { Context } from './context.js';
import { startIntake } from './intake.js';
import type { Intent } from './intent.js';
import type { Meant } from './sop-words.js';

/** Begins what was meant; `said` becomes the first answer it can be. */
export function begin(service: Meant, context: Context, said = ''): Intent | null {
  if ('category' in service) return chooseCategory(service.category, context, said);
  const sop = context.sops.find(({ key }) => key === service.sop);
  return sop ? startIntake(sop, context, said) : null;
}

/** A category that was chosen or said: the levels below it, or its intake. */
export function chooseCategory(path: string, context: Context, said = ''): Intent {
  const category = context.categories.find((each) => each.path === path);
  if (!category) return { kind: 'refused', refusal: goneCategory(path, context.categories) };
  if (childrenOf(context.categories, path).length > 0)
    return { kind: 'query', query: { kind: 'categories', path }, ...(said === '' ? {} : { draft: said }) };
  return startCategory(path, context, said);
}

/** The intake of a category, whatever there is below it: 其他. */
export function startCategory(path: string, context: Context, said = ''): Intent {
  const category = context.categories.find((each) => each.path === path);
  const sop = category && context.sops.find(({ key }) => key === category.sop);
  if (!category || !sop) return { kind: 'refused', refusal: goneCategory(path, context.categories) };
  return startIntake(sop, context, said, path);
}
