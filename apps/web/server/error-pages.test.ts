import { readFile } from "node:fs/promises";
import { errorCodes } from "@crossdock/core";
import { expect, test } from "vitest";

test.each(Object.entries(errorCodes))(
  "the page of %s says its status, its cause and its mend",
  async (code, { status, title }) => {
    const page = await readFile(
      new URL(`../../../docs/errors/${code}.md`, import.meta.url),
      "utf8",
    );
    expect(page.startsWith(`# ${title}\n\n\`${code}\`, status ${status}\n`)).toBe(true);
    expect(page.match(/^## .*/gm)).toEqual(["## What happened", "## How to mend it"]);
  },
);
