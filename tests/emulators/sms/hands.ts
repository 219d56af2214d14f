/** Whoever holds a phone: reads, answers, switches it off, and asks to hear no more. */
import type { Attempt } from '../kit/deliveries.js';
import type { Phone, Received } from './phone.js';
import type { Reply, World } from './world.js';

/** At these words Tencent itself takes the number off. https://cloud.tencent.com/document/product/382/13444 */
const OFF = /^(?:TD?|R|退订)$/iu;

export class Hands {
  readonly #world: World;
  readonly #phone: Phone;
  readonly #tells: (reply: Reply) => Promise<Attempt | null>;

  constructor(world: World, phone: Phone, tells: (reply: Reply) => Promise<Attempt | null>) {
    this.#world = world;
    this.#phone = phone;
    this.#tells = tells;
  }

  get number(): string {
    return this.#phone.number;
  }

  /** What is read on it, oldest first. */
  sees(): readonly Received[] {
    return [...this.#phone.received];
  }

  /** Resolves with what came of the push; null where it waits to be pulled. `at`: epoch seconds, the emulator's now without it. */
  says(text: string, { at = Math.floor(this.#world.clock.now() / 1000) } = {}): Promise<Attempt | null> {
    if (OFF.test(text.trim())) this.#phone.optedOut = true;
    return this.#tells({ phone: this.number, text, at });
  }

  /** `why`: the carrier's word, such as `MK:0001`; null: it is reachable again. */
  unreachable(why: string | null): void {
    this.#phone.unreachable = why;
  }

  /** The operator has taken it off the list of those who want nothing more. */
  wantsAgain(): void {
    this.#phone.optedOut = false;
  }
}
