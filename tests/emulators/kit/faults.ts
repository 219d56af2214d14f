/** Faults on demand: a platform's bad days, switched on by count or by a seeded probability. */
import type { Chance } from './chance.js';

export interface FaultRule<Kind extends string = string> {
  readonly kind: Kind;
  /** Only where the subject (an API, an event's type) holds this text. */
  readonly on?: string;
  /** How often; without it once, or for ever where `chance` is given. */
  readonly times?: number;
  /** Each occasion's probability, 0 to 1. */
  readonly chance?: number;
  /** For what takes long. */
  readonly ms?: number;
}

interface Switched<Kind extends string> {
  readonly rule: FaultRule<Kind>;
  left: number;
}

export class Faults<Kind extends string> {
  readonly #kinds: readonly Kind[];
  readonly #chance: Chance;
  #switched: Switched<Kind>[] = [];
  readonly #struck = new Map<Kind, number>();

  constructor(kinds: readonly Kind[], chance: Chance) {
    this.#kinds = kinds;
    this.#chance = chance;
  }

  switchOn(rule: FaultRule<Kind>): void {
    if (!this.#kinds.includes(rule.kind)) {
      throw new Error(`fault: expected one of ${this.#kinds.join(', ')}, got ${rule.kind}`);
    }
    this.#switched.push({ rule, left: rule.times ?? (rule.chance === undefined ? 1 : Infinity) });
  }

  clear(): void {
    this.#switched = [];
  }

  /** Asked at each occasion: the rule that strikes here, if one does. */
  strike(kind: Kind, subject: string): FaultRule<Kind> | undefined {
    const hit = this.#switched.find(
      ({ rule, left }) =>
        rule.kind === kind &&
        left > 0 &&
        subject.includes(rule.on ?? '') &&
        (rule.chance === undefined || this.#chance.draw() < rule.chance),
    );
    if (!hit) return undefined;
    hit.left -= 1;
    this.#struck.set(kind, (this.#struck.get(kind) ?? 0) + 1);
    return hit.rule;
  }

  get struck(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#struck);
  }
}
