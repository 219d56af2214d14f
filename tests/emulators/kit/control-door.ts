/** The back door of every emulator: `POST /__emulator/<verb>` does what people, time and bad luck do. */
import type { Asked, Route } from './http-door.js';

export type Given = Readonly<Record<string, unknown>>;
export type Verb = (given: Given) => unknown;

/** A verb that throws was given something wrong: 400 with its message. An unknown one hears which there are. */
export function controlDoor(verbs: Readonly<Record<string, Verb>>): Route {
  return {
    method: 'POST',
    path: '/__emulator/:verb',
    async handle(asked: Asked) {
      const name = asked.params.verb ?? '';
      const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
      if (!verb) {
        const error = `expected one of ${Object.keys(verbs).join(', ')}, got ${name}`;
        return { status: 404, body: { error } };
      }
      try {
        return { status: 200, body: (await verb(givenIn(asked))) ?? {} };
      } catch (error) {
        return { status: 400, body: { error: (error as Error).message } };
      }
    },
  };
}

function givenIn({ body }: Asked): Given {
  if (body.length === 0) return {};
  const given: unknown = JSON.parse(String(body));
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Given;
  throw new Error(`expected a JSON object, got ${String(body).slice(0, 40)}`);
}

export function needed(given: Given, name: string): string {
  const value = given[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`expected ${name}, a text, got ${JSON.stringify(value)}`);
}

export function neededNumber(given: Given, name: string): number {
  const value = given[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`expected ${name}, a number, got ${JSON.stringify(value)}`);
}
