/** The page, built from today's sources into a folder of its own: a browser never tests an old build. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface BuiltPage {
  readonly folder: string;
  remove(): void;
}

export function buildPage(): BuiltPage {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-page-'));
  const vite = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    '.config/vite.config.ts',
    '--outDir',
    folder,
  ];
  const { status, stderr } = spawnSync(process.execPath, vite, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`expected the page to build, got: ${stderr}`);
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
