/** How a platform enters the registry, and how main turns the registry into running adapters. */
import type { Adapter } from '../../src/platform/adapter.js';
import type { DemoDesk } from './demo-desk.js';

/** The environment with what main made up for the absent ones: PUBLIC_URL, SECRET and TZ_DESK are always there. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface PlatformDescriptor {
  readonly platform: string;
  /** Needs no credentials and is always on. The demo exists only while nothing but these is on. */
  readonly builtIn?: true;
  /** The variables that turn it on, for whoever sets the desk up. */
  readonly needs: readonly string[];
  /** Null when its credentials are not set; throws, naming the variable, when they are wrong. */
  configure(env: Environment, demo: DemoDesk | null): Adapter | null;
}

/** The adapters whose credentials are set. A real platform and a demo open to whoever has the key never go together. */
export function configureAdapters(
  descriptors: readonly PlatformDescriptor[],
  env: Environment,
  demo: DemoDesk | null,
): readonly Adapter[] {
  const on = (chosen: readonly PlatformDescriptor[], desk: DemoDesk | null) =>
    chosen.map((descriptor) => descriptor.configure(env, desk)).filter((adapter) => adapter !== null);
  const real = on(
    descriptors.filter((descriptor) => !descriptor.builtIn),
    null,
  );
  const builtIn = on(
    descriptors.filter((descriptor) => descriptor.builtIn),
    real.length === 0 ? demo : null,
  );
  return [...builtIn, ...real];
}
