// npm run new -- migration NAME | domain NAME
import { relative } from "node:path";
import { newMigration } from "../packages/db/src/migrate/new-migration.ts";
import { newDomain } from "./new-domain.mjs";
import { at } from "./prepare/root.mjs";
import { nodePath, run } from "./prepare/run.mjs";

const usage = "Usage: npm run new -- migration NAME | npm run new -- domain NAME";
const makers = { migration, domain };
const [kind = "", name] = process.argv.slice(2);

try {
  if (!name || !makers[kind]) throw new Error(usage);
  await makers[kind](name);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function migration(name) {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error("A migration is named in snake_case, e.g. add_returns");
  const { path, changed } = await newMigration(at("prisma"), name, new Date());
  if (!changed) console.log("The schema has not changed: the migration is empty, for SQL by hand.");
  console.log(`Wrote ${relative(at("."), path)}: read it before you commit it.`);
}

async function domain(name) {
  const paths = newDomain(at("."), name);
  for (const path of paths) console.log(`Wrote ${path}`);
  await migration(`add_${name.replaceAll("-", "_")}`);
  const code = paths.filter((path) => path.endsWith(".ts"));
  await run(nodePath(), [at("node_modules/.bin/biome"), "check", "--write", ...code]);
  await run(nodePath(), [at("tools/prepare.mjs")]);
  console.log(`Now make it yours: ${paths[0]} first.`);
}
