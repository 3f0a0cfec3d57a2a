import { createServer } from "node:http";
import { Pool } from "pg";

// The least that a server could do with a webhook: read it, insert one row, say 202. No signature, no
// duplicates, no work that follows. Runs as a process of its own: `inbox.ts PORT DATABASE_URL`.
const [port, connectionString] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 20 });
await pool.query("CREATE TABLE bare_event (id bigserial PRIMARY KEY, body bytea, at timestamptz)");

createServer(async (req, res) => {
  if (req.url === "/readyz") return res.end("{}");
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  const values = [Buffer.concat(chunks), new Date()];
  await pool.query({ name: "insert", text: insert, values });
  res.writeHead(202, { "Content-Type": "application/json" }).end(`{"received":true}`);
}).listen(Number(port), "127.0.0.1");

const insert = "INSERT INTO bare_event (body, at) VALUES ($1, $2)";
