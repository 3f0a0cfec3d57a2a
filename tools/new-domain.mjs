import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a new domain below `root` from the templates, registers it, and returns the paths it wrote or
 * changed. `name` is its plural in kebab-case: `gift-cards` makes `GiftCard`, `giftCards`, `/gift-cards`.
 */
export function newDomain(root, name) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*s$/.test(name)) {
    throw new Error("A domain is named by a plural in kebab-case, e.g. gift-cards");
  }
  const folder = `packages/api/src/${name}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already`);
  const names = namesOf(name);
  const files = {
    "schema.ts": `${folder}/schema.ts`,
    "router.ts": `${folder}/router.ts`,
    "router.test.ts": `${folder}/router.test.ts`,
    "model.prisma": `prisma/schema/${name}.prisma`,
  };
  for (const [template, path] of Object.entries(files))
    write(join(root, path), fill(template, names));
  const changed = registrations(name, names).map(([path, anchor, line]) => {
    insertBefore(join(root, path), anchor, line);
    return path;
  });
  return [...Object.values(files), ...new Set(changed)];
}

/** Where a domain is named besides its own folder: file, the text to stand before, the line. */
function registrations(name, { __thing__, __Thing__, __things__ }) {
  const scoping = "packages/api/src/procedure/scoping.ts";
  return [
    [
      "packages/api/src/router.ts",
      "\n/** Everything",
      `import { ${__things__}Router } from "./${name}/router.ts";\n`,
    ],
    ["packages/api/src/router.ts", "});", `  ${__things__}: ${__things__}Router,\n`],
    [scoping, "};\n\n/** Whose a row is", `  ${__thing__}: Prisma.${__Thing__}WhereInput;\n`],
    [scoping, "};\n\n/**\n * The rows", `  ${__thing__}: { partner: ofPartner },\n`],
  ];
}

function namesOf(plural) {
  const singular = plural
    .replace(/ies$/, "y")
    .replace(/(s|x|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");
  return {
    __domain__: plural,
    __words__: plural.replaceAll("-", " "),
    __things__: camel(plural),
    __Things__: pascal(plural),
    __thing__: camel(singular),
    __Thing__: pascal(singular),
    __prefix__: camel(singular).toLowerCase().slice(0, 3),
    __table__: singular.replaceAll("-", "_"),
  };
}

function fill(template, names) {
  const text = readFileSync(new URL(`templates/domain/${template}.txt`, import.meta.url), "utf8");
  return text.replace(/__[A-Za-z]+?__/g, (token) => names[token] ?? token);
}

function insertBefore(path, anchor, line) {
  const text = readFileSync(path, "utf8");
  const position = text.indexOf(anchor);
  if (position < 0) throw new Error(`${path} has no "${anchor.trim()}" to put a line before`);
  writeFileSync(path, text.slice(0, position) + line + text.slice(position));
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

function pascal(name) {
  return camel(name).replace(/^./, (letter) => letter.toUpperCase());
}
