/** Rules on single files: length, names, purity, exports, and the shape of an adapter's folder. */
import ts from 'typescript';
import { type Source, visit } from './source-tree.js';

const MAX_LINES = 400;
const BANNED_FILES = /(^|\/)(types|utils?|helpers?|common|misc|data|info)\.tsx?$/;
const BANNED_FOLDERS = /(^|\/)(common|utils?|helpers?|misc)\//;
const BANNED_ENDINGS = /(^|[-/])(manager|service|processor)\.tsx?$/;
const BANNED_NAMES = /(Manager|Service|Processor)$/;

/** What reads the world behind the caller's back. A `new Date(ms)` is arithmetic; a `new Date()` is the clock. */
const IMPURE_MEMBERS = ['Date.now', 'Math.random', 'DateTime.now', 'DateTime.local', 'performance.now'];
const IMPURE_OBJECTS = ['process', 'crypto'];

const ADAPTER_FILES = ['index.ts', 'config.ts', 'inbound.ts', 'render.ts', 'client.ts', 'README.md'];
const ADAPTER_ENTRANCES = ['webhook.ts', 'socket.ts'];

function place(source: Source, node: ts.Node): string {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return `${source.path}:${line + 1}`;
}

export function tooLong(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > MAX_LINES
      ? [`${path}: expected at most ${MAX_LINES} lines, got ${lines}; split it by idea`]
      : [];
  });
}

export function bannedNames(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const { path } = source;
    const banned = [BANNED_FILES, BANNED_FOLDERS, BANNED_ENDINGS].some((pattern) => pattern.test(path));
    const said = banned ? [`${path}: expected a file named for what it does, got a name for anything`] : [];
    visit(source.tree, (node) => {
      const named =
        ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
      if (!named || !node.name || !BANNED_NAMES.test(node.name.text)) return;
      said.push(`${place(source, node)}: expected a name that says what it does, got ${node.name.text}`);
    });
    return said;
  });
}

function impurity(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return 'await';
  if (ts.isForOfStatement(node) && node.awaitModifier) return 'for await';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const member = `${node.expression.text}.${node.name.text}`;
  return IMPURE_MEMBERS.includes(member) || IMPURE_OBJECTS.includes(node.expression.text)
    ? member
    : undefined;
}

/** The pure layers are given the time, identity and chance they work with, and wait for nothing. */
export function impurities(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const said: string[] = [];
    visit(source.tree, (node) => {
      const found = impurity(node);
      if (found)
        said.push(`${place(source, node)}: expected a pure layer, got ${found}; take it as an argument`);
    });
    return said;
  });
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}

export function defaultExports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const said: string[] = [];
    visit(source.tree, (node) => {
      if (isDefaultExport(node))
        said.push(`${place(source, node)}: expected a named export, got a default one`);
    });
    return said;
  });
}

/** Whoever knows one adapter knows where to look in every other. `files` are all paths below adapters/. */
export function adapterShapes(files: readonly string[]): string[] {
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    const [top, name, ...rest] = file.split('/');
    if (top !== 'adapters' || !name || rest.length === 0 || name === 'shared') continue;
    folders.set(name, (folders.get(name) ?? new Set()).add(rest.join('/')));
  }
  return [...folders].flatMap(([name, has]) => {
    const missing = ADAPTER_FILES.filter((file) => !has.has(file));
    if (!ADAPTER_ENTRANCES.some((file) => has.has(file))) missing.push(ADAPTER_ENTRANCES.join(' or '));
    return missing.map((file) => `adapters/${name}: expected ${file}, got none`);
  });
}
