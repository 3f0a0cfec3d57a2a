-- Histograms are packed as `packHistogram` of packages/telemetry does it. Numbers from 2^21 on have five
-- bytes here, which are read as well.
CREATE FUNCTION pg_temp.leb128(n INT) RETURNS BYTEA LANGUAGE SQL IMMUTABLE RETURN CASE
  WHEN n < 128 THEN set_byte('\x00', 0, n)
  WHEN n < 16384 THEN set_byte(set_byte('\x0000', 0, n & 127 | 128), 1, n >> 7)
  WHEN n < 2097152 THEN
    set_byte(set_byte(set_byte('\x000000', 0, n & 127 | 128), 1, n >> 7 & 127 | 128), 2, n >> 14)
  ELSE set_byte(set_byte(set_byte(set_byte(set_byte('\x0000000000', 0, n & 127 | 128),
    1, n >> 7 & 127 | 128), 2, n >> 14 & 127 | 128), 3, n >> 21 & 127 | 128), 4, n >> 28)
END;

CREATE FUNCTION pg_temp.packed(buckets SMALLINT[], counts INT[]) RETURNS BYTEA LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  bytes BYTEA := pg_temp.leb128(cardinality(buckets));
  bucket INT := 0;
  one RECORD;
BEGIN
  FOR one IN SELECT b, n FROM unnest(buckets, counts) AS t(b, n) ORDER BY b LOOP
    bytes := bytes || pg_temp.leb128(one.b - bucket) || pg_temp.leb128(one.n);
    bucket := one.b;
  END LOOP;
  RETURN bytes;
END $$;

-- AlterTable: written anew once.
ALTER TABLE "request_rollup" ALTER COLUMN "buckets" TYPE BYTEA USING pg_temp.packed(buckets, counts),
  ALTER COLUMN "buckets" SET NOT NULL;
ALTER TABLE "request_rollup" RENAME COLUMN "buckets" TO "histogram";
ALTER TABLE "request_rollup" DROP COLUMN "counts";

DROP FUNCTION pg_temp.packed(SMALLINT[], INT[]);
DROP FUNCTION pg_temp.leb128(INT);
