/** Variables of a platform as schemas: a wrong one is named, with what was expected, what came and what to do. */
import { z } from 'zod';
import type { Environment } from './descriptor.js';
import { SettingRefused } from './setting-refused.js';

/** What a schema says of a wrong value. */
export const bad = (expected: string, todo: string) => ({ error: () => `${expected}\n${todo}` });

export const words = (expected: string, shape: RegExp, todo: string) =>
  z.string(bad(expected, todo)).regex(shape, bad(expected, todo));

/** Without a slash at its end; absent: the platform itself. */
export const addressLike = (usual: string) =>
  z
    .url({ protocol: /^https?$/u, ...bad(`an address like ${usual}`, 'remove it for the platform itself') })
    .transform((url) => url.replace(/\/+$/u, ''))
    .default(usual);

/** Those of the schema that are set; blank is absent. */
export const given = (env: Environment, { shape }: z.ZodObject): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name, value]) => name in shape && value?.trim()));

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** For what is left to throw; the values of secrets are not shown. */
export function refusedSettings(
  platform: string,
  issues: readonly Issue[],
  env: Environment,
  isSecret: (name: string) => boolean,
): SettingRefused {
  const problems = issues.map(({ path, message }) => {
    const name = String(path[0]);
    const [expected, todo] = message.split('\n');
    const value = env[name]?.trim() ? env[name] : undefined;
    return `${name}: expected ${expected}, got ${shown(value, isSecret(name))}; ${todo}`;
  });
  return new SettingRefused(platform, problems);
}

/** What came, without what must not be read in a log. */
function shown(value: string | undefined, secret: boolean): string {
  if (value === undefined) return 'nothing';
  return secret ? `${value.length} characters (not shown)` : JSON.stringify(value);
}
