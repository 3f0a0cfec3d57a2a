import { expect, test } from "vitest";
import { explain } from "./explain.ts";

test.each([
  [
    Object.assign(new Error("\nInvalid `x` invocation:\n\n\nCan't reach database server"), {
      code: "P1001",
    }),
    "The database went away while Crossdock started (Can't reach database server). See that it runs, and start again.",
  ],
  [
    Object.assign(new Error("terminating connection due to unexpected postmaster exit"), {
      code: "57P01",
    }),
    "The database went away while Crossdock started (terminating connection due to unexpected postmaster exit). See that it runs, and start again.",
  ],
  [
    Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" }),
    "The database of DATABASE_URL cannot be reached (connect ECONNREFUSED 127.0.0.1:5432). Start it, or unset DATABASE_URL.",
  ],
  [
    Object.assign(new Error("taken"), { code: "EADDRINUSE", port: 3000 }),
    "Port 3000 is taken by another program. Stop that one, or choose another: PORT=3001 npm start",
  ],
  ["a text", "a text"],
])("what stops a start is one line that names the mend", (error, line) => {
  expect(explain(error)).toBe(line);
});
