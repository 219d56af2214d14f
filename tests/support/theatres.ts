/** Where stories are told: the same one on every platform, alone and mixed. */
import { type Theatre, theatre } from './journey.js';
import { page } from './page-scenery.js';
import type { Person } from './person.js';

const onThePage = theatre(page);

/** For the story the product is built around. */
export const everywhere: readonly Theatre<Person>[] = [onThePage];

/** For every other story of the desk. */
export const pageAndFeishu: readonly Theatre<Person>[] = [onThePage];
