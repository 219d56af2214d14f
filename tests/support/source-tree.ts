/** Reads our TypeScript as the architecture spec needs it: parsed, with every import resolved to a path of ours. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** A path from the project's top (`src/sop/sop.ts`), or the name of a package (`zod`, `node:fs`). */
  readonly target: string;
  /** True for `import type`: gone at run time, so it couples nothing but words. */
  readonly typeOnly: boolean;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function specifierOf(node: ts.Node): { specifier: ts.Node | undefined; typeOnly: boolean } {
  if (ts.isImportDeclaration(node)) {
    return { specifier: node.moduleSpecifier, typeOnly: node.importClause?.isTypeOnly ?? false };
  }
  if (ts.isExportDeclaration(node)) return { specifier: node.moduleSpecifier, typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: node.argument.literal, typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: node.arguments[0], typeOnly: false };
  }
  return { specifier: undefined, typeOnly: false };
}

/** `./card.js` in src/cards/ticket.ts is src/cards/card.ts; which of .ts and .tsx it is does not matter to a layer. */
function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return path.posix.join(path.posix.dirname(from), specifier).replace(/\.js(x?)$/, '.ts$1');
}

export function parse(file: string, text: string): Source {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const imports: Import[] = [];
  visit(tree, (node) => {
    const { specifier, typeOnly } = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) {
      imports.push({ target: resolve(file, specifier.text), typeOnly });
    }
  });
  return { path: file, text, tree, imports };
}

/** Every file below the folders, as paths from the project's top; what is generated or installed is not ours. */
export function listFiles(folders: readonly string[]): string[] {
  const found: string[] = [];
  const walk = (folder: string) => {
    if (!fs.existsSync(folder)) return;
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`;
      if (entry.name === 'node_modules' || file === 'src/store/generated') continue;
      if (entry.isDirectory()) walk(file);
      else found.push(file);
    }
  };
  for (const folder of folders) walk(folder);
  return found.sort();
}

export function readSources(files: readonly string[]): Source[] {
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => parse(file, fs.readFileSync(file, 'utf8')));
}
