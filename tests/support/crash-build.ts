/** Our sources of this very moment as plain JavaScript in a folder of their own: starts fast, and is never stale. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** What the code finds beside itself (`packageFolder`) and what it imports. */
const BESIDE = ['node_modules', 'prisma', 'dist'];

/** The folder looks like an installed package: `src/` and `adapters/` within. */
export function buildForCrash(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-crash-build-'));
  for (const name of BESIDE) fs.symlinkSync(path.join(ROOT, name), path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const part of ['src', 'adapters']) compile(path.join(ROOT, part), path.join(folder, part));
  return folder;
}

function compile(from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    // The page runs in browsers.
    if (entry.isDirectory() && entry.name !== 'page') compile(source, path.join(to, entry.name));
    if (entry.name.endsWith('.ts'))
      fs.writeFileSync(path.join(to, entry.name.replace(/ts$/u, 'js')), javascript(source));
  }
}

function javascript(file: string): string {
  return transformSync(fs.readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript' },
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  }).code;
}
