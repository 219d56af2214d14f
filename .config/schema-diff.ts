/**
 * What SQL would turn the schema of the migrations into the one of schema.prisma? Prisma's schema engine answers, in
 * its WebAssembly form, which needs no download. It must have exactly the version of the Prisma client.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { migrate } from '../src/store/migrate.js';

const CATALOG_CHAR = 18; // the type "char", with quotes, of pg_catalog
const TEXT = 25;
const SCHEMA_CHANGED = 2;

/** Node has it; TypeScript only tells programs that include the browser's types. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

interface Catalog {
  performIO(query: SqlQuery): Promise<{ fields?: { dataTypeID: number }[] }>;
  queryRaw(query: SqlQuery): Promise<SqlResultSet>;
}

/** The adapter has no name for the catalogue's "char", which the engine wants as a Character column. */
class CatalogPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const catalog = adapter as unknown as Catalog;
    const performIO = catalog.performIO.bind(catalog);
    const queryRaw = catalog.queryRaw.bind(catalog);
    let charColumns: number[] = [];
    catalog.performIO = async (query) => {
      const result = await performIO(query);
      charColumns = [];
      for (const [column, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== CATALOG_CHAR) continue;
        field.dataTypeID = TEXT;
        charColumns.push(column);
      }
      return result;
    };
    catalog.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of charColumns) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

async function schemaEngine(connectionString: string, datamodels: [string, string][]): Promise<SchemaEngine> {
  // The package's own entry imports the .wasm file as a module, which Node 20 cannot.
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = fs.readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const panic = { set_message: (message: string) => process.stderr.write(`schema engine: ${message}\n`) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panic });
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogPg({ connectionString }));
  return glue.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

/** Empty when the migrations in `directory` give exactly the schema of `schemaFile`. */
export async function missingSql(serverUrl: string, schemaFile: string, directory: string): Promise<string> {
  const scratch = new URL(serverUrl);
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  scratch.pathname = `/${name}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    if (fs.readdirSync(directory).some((entry) => !entry.includes('.')))
      await migrate({ url: scratch.href, directory });
    const content = fs.readFileSync(schemaFile, 'utf8');
    const files = [{ path: schemaFile, content }];
    const engine = await schemaEngine(scratch.href, [[schemaFile, content]]);
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: process.cwd() },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === SCHEMA_CHANGED ? (stdout ?? '') : '';
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}
