/** The registry: one line a platform. */
import type { PlatformDescriptor } from './shared/descriptor.js';
import { web } from './web/index.js';

export const adapters: readonly PlatformDescriptor[] = [web];
