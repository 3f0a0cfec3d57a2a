// npm run boundaries: who may import whom, which packages know no trade, and how long a file may be.

import { at } from "./prepare/root.mjs";
import { checkImports } from "./verify/imports.mjs";
import { checkSizes } from "./verify/sizes.mjs";
import { checkVocabulary } from "./verify/vocabulary.mjs";

const faults = [
  ...(await checkImports(at("."))),
  ...checkVocabulary(at(".")),
  ...checkSizes(at(".")),
];

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
