/** Hand-over to a second SOP: it exists, what is copied fits, and nothing it needs at the start is missing. */

import { suggest } from '../nearest.js';
import { own } from '../record.js';
import type { Check } from '../report.js';

export const checkHandOver: Check = (sop, known, report) => {
  for (const { key, do: effects } of Object.values(sop.transitions))
    for (const [index, effect] of effects.entries()) {
      if (effect.effect !== 'open') continue;
      const at = ['transitions', key, 'do', index, 'open'];
      const target = own(known.sops, effect.sop);
      if (target === undefined)
        report(
          [...at, 'sop'],
          `expected an SOP, got ${JSON.stringify(effect.sop)}`,
          suggest(effect.sop, Object.keys(known.sops), `add sops/${effect.sop}.v1.yaml`),
        );
      effect.copy.forEach((name, place) => {
        const path = [...at, 'copy', place];
        const from = own(sop.fields, name);
        if (from === undefined) {
          report(
            path,
            `expected a field, got ${JSON.stringify(name)}`,
            suggest(name, Object.keys(sop.fields), 'add it under "fields"'),
          );
          return;
        }
        if (!target) return;
        const to = own(target.fields, name);
        if (to === undefined || to.type !== from.type)
          report(
            path,
            `expected a field ${name} of type ${from.type} in ${effect.sop}, got ${to ? to.type : 'none'}`,
            `give ${effect.sop} such a field, or do not copy it`,
          );
        else if (from.personal && !to.personal)
          report(
            path,
            `expected ${name} to stay personal, got a field of ${effect.sop} that is not`,
            `write "personal: true" at ${name} in ${effect.sop}`,
          );
      });
      const missing = Object.values(target?.fields ?? {}).filter(
        (field) => field.intake && field.required && !effect.copy.includes(field.key),
      );
      for (const { key: field } of missing)
        report(
          at,
          `expected all that ${effect.sop} asks at its start to be copied, got no ${field}`,
          `add ${field} to "copy"`,
        );
    }
};
