import { readFile } from "node:fs/promises";
import { errorCodes } from "@crossdock/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { openApi } from "./openapi.ts";
import { served } from "./public-api.ts";

const ajv = new Ajv2020({ strict: false, validateFormats: false });

describe.each(served.map(({ facts, operations }) => [facts.name, operations] as const))(
  "the document of %s",
  (version, operations) => {
    const text = openApi.get(version) ?? "";
    const document = JSON.parse(text);

    test("is the committed one", async () => {
      const path = new URL(`../../../docs/openapi/${version}.json`, import.meta.url);
      const renew = "renew it: npm run -s cli -- openapi renew";
      expect((await readFile(path, "utf8")).trimEnd(), renew).toBe(text.trimEnd());
    });

    test("has every operation once, with a valid example where its body must not be empty", () => {
      const documented = Object.values<Record<string, { operationId: string }>>(document.paths)
        .flatMap((path) => Object.values(path))
        .map(({ operationId }) => operationId);
      expect(documented.toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
      for (const { name, method, params, inputSchema, example } of operations) {
        if (method === "GET" || method === "DELETE") continue;
        const path = Object.fromEntries(params.map((param) => [param, "x"]));
        const faults = (input: object) => {
          ajv.validate(inputSchema, input);
          const errors = ajv.errors ?? [];
          return errors.filter((error) => !params.includes(error.instancePath.slice(1)));
        };
        const given = { ...path, ...(example as object | undefined) };
        expect(faults(given), `the example of ${name}`).toEqual([]);
      }
    });

    test("names errors of ours alone, at their status", () => {
      for (const { name, errors } of operations) {
        for (const code of errors) expect(errorCodes, name).toHaveProperty(code);
      }
      const named = [...text.matchAll(/`([a-z_]+)`: /g)].map(([, code]) => code);
      expect(named.length).toBeGreaterThan(10);
      for (const code of named) expect(Object.keys(errorCodes)).toContain(code);
      const { code } = document.components.schemas.Problem.properties;
      expect(code.enum).toEqual(Object.keys(errorCodes));
    });

    test("names no address, so that it is the same everywhere", () => {
      expect(document.servers).toMatchObject([{ url: `/api/${version}` }]);
    });
  },
);
