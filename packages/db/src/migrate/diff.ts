import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";

/**
 * The SQL that turns a database of the Prisma schema `from` into one of the schema `to`; empty when
 * they are equal. Both are texts of a whole schema (its files joined); `from` may be `""`.
 * Works without a database and without Prisma's schema engine binary.
 * @throws Error with Prisma's validation message when a schema is not valid
 */
export async function diffSchemas(from: string, to: string): Promise<string> {
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  );
  try {
    const result = await engine.diff({
      from: schemaTarget(from),
      to: schemaTarget(to),
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 0 ? "" : (result.stdout ?? "");
  } finally {
    engine.free();
  }
}

/** Nothing is written as a schema without models: Prisma's own `empty` would add a `CREATE SCHEMA`. */
function schemaTarget(schema: string) {
  const content = schema.trim() || 'datasource db {\n  provider = "postgresql"\n}';
  return { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content }] };
}

const unused = () => Promise.reject(new Error("a diff of two schemas runs no SQL"));

/** The engine asks any database for its version once; comparing two schemas asks nothing else. */
const adapter: SqlDriverAdapter = {
  provider: "postgres",
  adapterName: "crossdock-diff",
  queryRaw: async () => ({
    columnNames: ["exists", "version", "numeric_version"],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, "PostgreSQL 18.4", 180004]],
  }),
  executeRaw: unused,
  executeScript: unused,
  startTransaction: unused,
  getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
  dispose: async () => {},
};

const adapterFactory: SqlMigrationAwareDriverAdapterFactory = {
  provider: "postgres",
  adapterName: "crossdock-diff",
  connect: async () => adapter,
  connectToShadowDb: async () => adapter,
};
