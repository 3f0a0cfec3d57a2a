/**
 * What the records are drawn from: a thousand cards each of calls and callers, as frequent as in a shop
 * with partners, and of mishaps. `way` tells which callers a call can be of.
 */
export const decks = [
  `CREATE TABLE call_deck (n int, way text, transport text, operation text, version text, method text,
    route text, path text, status int, bytes_in int)`,
  `CREATE TABLE caller_deck (n int, way text, kind text, id text, partner_id text)`,
  `CREATE TABLE mishap_deck (n int, status int, error_code text)`,
  // Operations, the first the most frequent; of three calls two are of v2.
  `INSERT INTO call_deck
    SELECT n, 'key', 'rest', operation, CASE n % 3 WHEN 0 THEN 'v1' ELSE 'v2' END, method, route,
      CASE n % 3 WHEN 0 THEN '/api/v1' ELSE '/api/v2' END || route,
      CASE method WHEN 'POST' THEN 201 ELSE 200 END, CASE method WHEN 'GET' THEN 0 ELSE 420 END
    FROM generate_series(0, 599) n
    JOIN LATERAL (VALUES
      (0, 'products.list', 'GET', '/products'), (1, 'products.get', 'GET', '/products/{id}'),
      (2, 'orders.list', 'GET', '/orders'), (3, 'orders.get', 'GET', '/orders/{id}'),
      (4, 'orders.create', 'POST', '/orders'), (5, 'inventory.set', 'PUT', '/inventory/{id}'),
      (6, 'customers.list', 'GET', '/customers'), (7, 'customers.get', 'GET', '/customers/{id}'),
      (8, 'events.list', 'GET', '/events'), (9, 'payments.get', 'GET', '/payments/{id}'),
      (10, 'products.update', 'PATCH', '/products/{id}'), (11, 'orders.cancel', 'POST', '/orders/{id}/cancel'),
      (12, 'customers.create', 'POST', '/customers'), (13, 'products.create', 'POST', '/products'),
      (14, 'products.archive', 'DELETE', '/products/{id}'), (15, 'me.get', 'GET', '/me'),
      (16, 'addresses.remove', 'DELETE', '/addresses/{id}'), (17, 'refunds.create', 'POST', '/refunds')
    ) AS o (rank, operation, method, route) ON o.rank = floor(18 * (n / 600.0) ^ 2.5)`,
  `INSERT INTO call_deck
    SELECT n, 'person', 'trpc', (ARRAY['orders.list', 'orders.get', 'products.list', 'shop.overview',
        'logs.list', 'keys.list', 'orders.cancel', 'products.update'])[1 + n % 8],
      NULL, CASE WHEN n % 8 > 5 THEN 'POST' ELSE 'GET' END, NULL, '/api/trpc', 200, 0
    FROM generate_series(600, 799) n`,
  `INSERT INTO call_deck
    SELECT n, 'key', 'mcp', (ARRAY['products.list', 'orders.get', 'orders.create'])[1 + n % 3], 'v2',
      'POST', NULL, '/mcp', 200, 300 FROM generate_series(800, 829) n`,
  `INSERT INTO call_deck
    SELECT n, 'connector', 'webhook', NULL, NULL, 'POST', '/api/webhooks/stripe',
      '/api/webhooks/stripe', 200, 2400 FROM generate_series(830, 879) n`,
  `INSERT INTO call_deck
    SELECT n, 'connector', 'outbound', (ARRAY['stripe', 'paypal', 'slack'])[1 + n % 3], NULL, 'POST',
      'api.example.com', '/v1/payment_intents/{id}', 200, 700 FROM generate_series(880, 929) n`,
  `INSERT INTO call_deck
    SELECT n, 'person', 'page', NULL, NULL, 'GET', NULL, '/orders/{id}', 200, 0
    FROM generate_series(930, 979) n`,
  `INSERT INTO call_deck
    SELECT n, 'key', 'oauth', NULL, NULL, 'POST', '/oauth/token', '/oauth/token', 200, 200
    FROM generate_series(980, 989) n`,
  // Scanners.
  `INSERT INTO call_deck
    SELECT n, 'unknown', 'other', NULL, NULL, 'GET', NULL,
      CASE WHEN n = 999 THEN '/wp-admin/setup.php' ELSE '/.env' END, 404, 0
    FROM generate_series(990, 999) n`,
  // Two hundred keys of forty partners, the first the busiest; every tenth is the shop's own.
  `INSERT INTO caller_deck
    SELECT n, 'key', 'apiKey', 'key_' || lpad(k::text, 26, '0'),
      CASE WHEN k % 10 > 0 THEN 'prt_' || lpad((k % 40)::text, 26, '0') END
    FROM (SELECT n, floor(200 * (n / 1000.0) ^ 2.2) AS k FROM generate_series(0, 999) n) c`,
  `INSERT INTO caller_deck
    SELECT n, 'person', 'user', 'usr_' || lpad((n % 12)::text, 26, '0'), NULL
    FROM generate_series(0, 999) n`,
  `INSERT INTO caller_deck
    SELECT n, 'connector', 'connector', CASE WHEN n < 900 THEN 'stripe' ELSE 'paypal' END, NULL
    FROM generate_series(0, 999) n`,
  // Four in a hundred calls go wrong.
  `INSERT INTO mishap_deck
    SELECT n, status, code FROM generate_series(0, 39) n
    JOIN (VALUES (0, 12, 404, 'not_found'), (12, 22, 422, 'validation_failed'),
      (22, 30, 429, 'rate_limited'), (30, 34, 403, 'forbidden'), (34, 36, 409, 'out_of_stock'),
      (36, 38, 500, 'internal'), (38, 39, 503, 'unavailable'), (39, 40, 502, 'provider_failed')
    ) AS m (low, high, status, code) ON n >= low AND n < high`,
  // Histograms as the recorder packs them.
  `CREATE FUNCTION leb128(n int) RETURNS bytea LANGUAGE sql IMMUTABLE RETURN CASE
    WHEN n < 128 THEN set_byte('\\x00', 0, n)
    WHEN n < 16384 THEN set_byte(set_byte('\\x0000', 0, n & 127 | 128), 1, n >> 7)
    ELSE set_byte(set_byte(set_byte('\\x000000', 0, n & 127 | 128), 1, n >> 7 & 127 | 128), 2, n >> 14)
  END`,
  `CREATE FUNCTION packed(buckets smallint[], counts int[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
  DECLARE
    bytes bytea := leb128(cardinality(buckets));
    last int := 0;
  BEGIN
    FOR i IN 1 .. cardinality(buckets) LOOP
      bytes := bytes || leb128(buckets[i] - last) || leb128(counts[i]);
      last := buckets[i];
    END LOOP;
    RETURN bytes;
  END $$`,
  "ANALYZE call_deck",
  "ANALYZE caller_deck",
  "ANALYZE mishap_deck",
];
