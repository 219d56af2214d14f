/** The whole of role × action × state, decided by the real gate: as it was looked at, and as the buttons say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { available } from '../../src/tickets/available.js';
import { isForbidden } from '../../src/tickets/forbidden.js';
import { content } from '../support/given.js';
import { factsOfPart, PERMISSIONS, permissionPages, stagecraftOf, verdict } from './permissions.js';

const ADVICE = 'run `npm run cards` and look at the difference';
const pages = permissionPages();
const crafts = Object.values(content.latest).map((sop) => [sop.key, stagecraftOf(sop)] as const);
const allowed = (outcome: string) => outcome !== 'unknown_ticket' && !isForbidden(outcome);

test.each([...pages])('%s is as it was looked at', (file, text) => {
  const at = path.join(PERMISSIONS, file);
  const kept = existsSync(at) ? readFileSync(at, 'utf8') : '(no such file)\n';
  expect(kept === text ? text : `${ADVICE}\n${text}`).toBe(kept);
});

test('there is a page for every SOP, and for no other', () => {
  expect(readdirSync(PERMISSIONS).sort()).toEqual([...pages.keys()].sort());
});

describe.each(crafts)('%s', (_key, craft) => {
  const cells = craft.scenes.flatMap(({ title, ticket, acts }) =>
    acts.flatMap((act) =>
      craft.parts.map((part) => ({ title, ticket, act, part, outcome: verdict(craft, ticket, part, act) })),
    ),
  );
  const named = ({ title, act, part, outcome }: (typeof cells)[number]) =>
    `${title}: ${part.name} ${act.name}: ${outcome}`;

  test('every cell is decided by who asks, not by how it was asked', () => {
    expect(
      cells
        .filter(({ outcome }) => ['invalid_input', 'unknown_action'].includes(outcome))
        .filter(({ act }) => act.type !== 'fill')
        .map(named),
    ).toEqual([]);
  });

  test('C7: strangers, watchers, auditors, those who left and other teams do nothing at all', () => {
    const idle = ['stranger', 'watcher', 'auditor', 'left'];
    const does = cells.filter(
      ({ part, outcome }) => idle.includes(part.name) && ['happens', 'asks'].includes(outcome),
    );
    // Whoever watches may stop watching.
    expect(does.filter(({ act }) => act.type !== 'unwatch').map(named)).toEqual([]);
  });

  test('C7: whoever proposed a step never confirms it', () => {
    const own = cells.filter(({ act, part }) => act.type === 'confirm' && part.name === 'assignee');
    expect(own.filter(({ outcome }) => allowed(outcome)).map(named)).toEqual([]);
  });

  test('the buttons promise what the gate keeps, and are greyed with its own reason', () => {
    const wrong = craft.scenes.flatMap(({ title, ticket }) =>
      craft.parts.flatMap((part) =>
        available(ticket, factsOfPart(craft, part)).flatMap(({ action, argument, reason }) => {
          const act = craft.scenes
            .find((scene) => scene.title === title)
            ?.acts.find(
              ({ type, input }) =>
                type === action &&
                (argument === undefined || input.transition === argument || input.item === argument),
            );
          if (!act) return [];
          const outcome = verdict(craft, ticket, part, act);
          const agrees = reason ? outcome === reason.refused : allowed(outcome);
          return agrees
            ? []
            : [
                `${title}: ${part.name} ${act.name}: the button ${reason?.refused ?? 'can be pressed'}, the gate ${outcome}`,
              ];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('a step the gate lets somebody take has a button on their card', () => {
    const missing = cells.filter(({ title, ticket, act, part, outcome }) => {
      const onCard = part.actor.kind === 'member' || part.actor.kind === 'requester';
      if (!onCard || act.type !== 'advance' || !['happens', 'asks'].includes(outcome)) return false;
      const offered = available(ticket, factsOfPart(craft, part));
      return (
        title !== '' &&
        !offered.some(({ action, argument }) => action === 'advance' && argument === act.input.transition)
      );
    });
    expect(missing.map(named)).toEqual([]);
  });
});
