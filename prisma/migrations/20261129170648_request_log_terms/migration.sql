-- DropIndex
DROP INDEX "request_log_operation_at_id_idx";

-- DropIndex
DROP INDEX "request_log_principal_id_at_id_idx";

-- DropIndex
DROP INDEX "request_log_partner_id_at_id_idx";

-- DropIndex
DROP INDEX "request_log_status_at_id_idx";

-- DropIndex
DROP INDEX "request_log_error_code_at_id_idx";

-- CreateIndex
CREATE INDEX "request_log_trace_id_idx" ON "request_log" USING HASH ("trace_id");

-- Everything that a request is searched for, as terms: `o:orders.create`, `s:404`, `c:4`, `d:250` for
-- what took a quarter of a second or longer; a term without a colon is a word of the path or of the
-- error's code. One index on them finds the rows that meet any filters at once, however rare they are
-- together, where indexes on columns find those of one. What is longer than a term can be is cut.
CREATE FUNCTION request_log_terms(
  transport TEXT, operation TEXT, version TEXT, principal_id TEXT, partner_id TEXT, method TEXT,
  path TEXT, status INTEGER, error_code TEXT, duration_us INTEGER, ip TEXT
) RETURNS TSVECTOR LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(array_remove(
  ARRAY[
    't:' || transport, 'o:' || left(operation, 200), 'v:' || left(version, 100),
    'p:' || left(principal_id, 300), 'n:' || partner_id, 'm:' || method,
    's:' || status::text, 'c:' || (status / 100)::text, 'e:' || left(error_code, 100), 'i:' || ip,
    CASE WHEN duration_us >= 100000 THEN 'd:100' END,
    CASE WHEN duration_us >= 250000 THEN 'd:250' END,
    CASE WHEN duration_us >= 500000 THEN 'd:500' END,
    CASE WHEN duration_us >= 1000000 THEN 'd:1000' END,
    CASE WHEN duration_us >= 2500000 THEN 'd:2500' END,
    CASE WHEN duration_us >= 5000000 THEN 'd:5000' END,
    CASE WHEN duration_us >= 10000000 THEN 'd:10000' END
  ] || string_to_array(
    translate(lower(left(path, 500) || ' ' || coalesce(left(error_code, 100), '')),
      '/_-.:~%+@,;=&!$()*''"', '                    '),
    ' '),
  NULL), ''));

CREATE INDEX "request_log_terms_idx" ON "request_log" USING GIN (
  request_log_terms(transport, operation, version, principal_id, partner_id, method, path, status,
    error_code, duration_us, ip)
) WITH (gin_pending_list_limit = 1024);

-- Errors are few: grouped over any time by this index alone.
CREATE INDEX "request_log_errors_idx" ON "request_log" ("at" DESC)
  INCLUDE ("error_code", "status", "transport", "operation", "version", "principal_kind",
    "principal_id", "partner_id", "request_id")
  WHERE "status" >= 400 OR "error_code" IS NOT NULL;
