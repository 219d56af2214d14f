/** Who may import whom, checked: every arrow points down the table, and nothing goes in a circle. */
import { builtinModules } from 'node:module';
import type { Import, Source } from './source-tree.js';

interface Layer {
  /** Layers whose code it may use. Its own files it always may. */
  readonly uses?: readonly string[];
  /** Layers of which it may know the types, by `import type`. */
  readonly typesOf?: readonly string[];
  /** npm packages; `*` = any, `!name` = but not this one, `@scope/*` = all of a scope. */
  readonly npm?: readonly string[];
  /** Node's own modules: all, or those listed. */
  readonly node?: true | readonly string[];
}

export type LayerTable = Readonly<Record<string, Layer>>;

function covers(layer: string, file: string): boolean {
  if (layer.includes('<p>')) return /^adapters\/[^/]+\/./.test(file);
  return file === layer || file === `${layer}.ts` || file.startsWith(`${layer}/`);
}

/** The most particular layer a file belongs to: adapters/web/page before adapters/<p>. */
function layerOf(table: LayerTable, file: string): string | undefined {
  const fits = Object.keys(table).filter((layer) => covers(layer, file));
  return fits.sort((a, b) => Number(a.includes('<p>')) - Number(b.includes('<p>')) || b.length - a.length)[0];
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function allowsPackage(npm: readonly string[], target: string): boolean {
  const name = packageOf(target);
  const matches = (rule: string) =>
    rule === name || (rule.endsWith('/*') && name.startsWith(rule.slice(0, -1)));
  if (npm.some((rule) => rule.startsWith('!') && matches(rule.slice(1)))) return false;
  return npm.some((rule) => rule === '*' || matches(rule));
}

function allowsNode(node: Layer['node'], target: string): boolean {
  const name = target.startsWith('node:') ? target : `node:${target}`;
  return node === true || (node ?? []).includes(name);
}

/** Two adapters are one row of the table, but strangers to each other. */
function sameHome(layer: string, from: string, to: string): boolean {
  const folder = (file: string) => file.split('/').slice(0, 2).join('/');
  return !layer.includes('<p>') || folder(from) === folder(to);
}

function complaint(table: LayerTable, from: Source, imported: Import): string | undefined {
  const { target, typeOnly } = imported;
  const layer = layerOf(table, from.path);
  if (layer === undefined) return 'it belongs to no layer of the table';
  const { uses = [], typesOf = [], npm = [], node } = table[layer] ?? {};
  if (!/^(src|adapters|tests|\.config)\//.test(target)) {
    if (target.startsWith('node:') || builtinModules.includes(target)) {
      return allowsNode(node, target) ? undefined : `${layer} may not use ${target}`;
    }
    return allowsPackage(npm, target) ? undefined : `${layer} may not use the package ${packageOf(target)}`;
  }
  const other = layerOf(table, target);
  if (other === layer && sameHome(layer, from.path, target)) return undefined;
  // A rule names a whole layer, or one file of a layer that is otherwise closed (the page and src/platform/card).
  const permits = (rule: string) => rule === other || (!rule.includes('<p>') && covers(rule, target));
  if (uses.some(permits)) return undefined;
  if (typesOf.some(permits)) {
    return typeOnly ? undefined : `${layer} may know only the types of ${other}: write "import type"`;
  }
  return `${layer} may not use ${other ?? 'what belongs to no layer'}`;
}

export function layerViolations(table: LayerTable, sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    if (layerOf(table, source.path) === undefined)
      return [`${source.path}: it belongs to no layer of the table`];
    return source.imports.flatMap((imported) => {
      const said = complaint(table, source, imported);
      return said ? [`${source.path} imports ${imported.target}: ${said}`] : [];
    });
  });
}

/** Circles of imports, each once, as `a -> b -> a`. Types count: two files that need each other's words are one idea. */
export function importCycles(sources: readonly Source[]): string[] {
  const known = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const { target } of known.get(file)?.imports ?? []) {
      if (known.has(target)) walk(target, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of known.keys()) walk(file, []);
  return cycles;
}
