// npm run new -- migration NAME | domain NAME
import { relative } from "node:path";
import { newMigration } from "../packages/db/src/migrate/new-migration.ts";
import { newDomain } from "./new-domain.mjs";

const [kind, name] = process.argv.slice(2);
const usage = "Usage: npm run new -- migration NAME | npm run new -- domain NAME";

try {
  if (!name) throw new Error(usage);
  if (kind === "migration") await migration(name);
  else if (kind === "domain") await domain(name);
  else throw new Error(usage);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function migration(name) {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error("A migration is named in snake_case, e.g. add_returns");
  const { path, changed } = await newMigration("prisma", name, new Date());
  if (!changed) console.log("The schema has not changed: the migration is empty, for SQL by hand.");
  console.log(`Wrote ${relative(".", path)}: read it before you commit it.`);
}

async function domain(name) {
  for (const path of await newDomain(name)) console.log(`Wrote ${path}`);
  await migration(`add_${name.replaceAll("-", "_")}`);
  console.log("Run npm run dev to see it served.");
}
