/** 为什么是我: the rule a new ticket was routed by, and what of the ticket fitted it. */

import { listed } from '../tickets/labels.js';
import type { Param } from '../tickets/refusal.js';
import type { Because, Routed } from '../tickets/routing.js';
import type { Wording } from './wording.js';

export function routedText({ name, because, nobody }: Routed, wording: Wording): string {
  return wording.t(nobody ? 'why.routed_to_nobody' : 'why.routed', {
    rule: { text: name },
    because: because.length === 0 ? { message: 'why.fits.all' } : listed(because.map(fitted)),
  });
}

function fitted({ on, field, found }: Because): Param {
  return { message: `why.fits.${on}`, params: { found, ...(field ? { field: { text: field } } : {}) } };
}
