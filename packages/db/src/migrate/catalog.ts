import { Client } from "pg";

/**
 * What a database is made of, as PostgreSQL describes it: `"column order.email"` → its definition.
 * Columns with type, nullability and default, enums, constraints, indexes, sequences, triggers and
 * functions of the `public` schema, without the migrations' own table.
 */
export async function readCatalog(url: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; definition: string }>(catalogQuery);
    return new Map(rows.map((row) => [row.name, row.definition]));
  } finally {
    await client.end();
  }
}

const catalogQuery = `
WITH own_table AS (
  SELECT oid, relname, relkind FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_prisma\\_migrations%'
    AND NOT relispartition
)
SELECT 'column ' || relname || '.' || attname AS name,
  concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END,
    'DEFAULT ' || pg_get_expr(adbin, adrelid)) AS definition
FROM pg_attribute JOIN own_table ON own_table.oid = attrelid AND relkind IN ('r', 'p', 'v')
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'enum ' || typname, string_agg(enumlabel, ', ' ORDER BY enumsortorder)
FROM pg_type JOIN pg_enum ON enumtypid = pg_type.oid GROUP BY typname
UNION ALL
SELECT 'constraint ' || relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid)
FROM pg_constraint JOIN own_table ON own_table.oid = conrelid WHERE contype <> 'n'
UNION ALL
SELECT 'index ' || relname, replace(pg_get_indexdef(oid), ' ON ONLY ', ' ON ')
FROM own_table WHERE relkind IN ('i', 'I')
UNION ALL
SELECT 'sequence ' || relname, format_type(seqtypid, NULL)
FROM own_table JOIN pg_sequence ON seqrelid = own_table.oid
UNION ALL
SELECT 'trigger ' || tgname, pg_get_triggerdef(pg_trigger.oid)
FROM pg_trigger JOIN own_table ON own_table.oid = tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT 'function ' || proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
ORDER BY 1`;
