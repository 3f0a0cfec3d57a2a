import { AppError } from "@crossdock/core";
import { expect, test } from "vitest";
import { z } from "zod";
import { defineConnector, hostOf } from "./definition.ts";
import { fieldsOf } from "./fields.ts";
import { mergeSettings } from "./settings.ts";

const shop = defineConnector({
  id: "shop",
  name: "Shop",
  summary: "Sells.",
  category: "payments",
  apiVersion: "1",
  docs: "https://shop.example/docs",
  settings: z.object({
    address: z.url().meta({ title: "Address", description: "Where.", variable: "SHOP_ADDRESS" }),
    key: z.string().meta({ title: "Key", description: "K.", secret: true, variable: "SHOP_KEY" }),
    port: z.coerce.number().int().max(9).default(5).meta({ title: "Port", description: "P." }),
    live: z.stringbool().default(false).meta({ title: "Live", description: "L." }),
    colour: z.enum(["red", "blue"]).optional().meta({ title: "Colour", description: "C." }),
  }),
  host: ({ address }) => hostOf(address),
  connect: () => Promise.reject(new Error("not here")),
});

const asked: string[] = [];
function merge(
  variables: Record<string, unknown>,
  entered: Record<string, string>,
  secret: string | null = null,
) {
  asked.length = 0;
  const readSecret = async ({ host }: { host: string }) => {
    asked.push(host);
    return secret;
  };
  return mergeSettings(shop, variables, { entered, readSecret });
}

test("the form's fields come from the schema", () => {
  expect(
    fieldsOf(shop).map(({ name, kind, needed, fallback }) => [name, kind, needed, fallback]),
  ).toEqual([
    ["address", "address", true, null],
    ["key", "text", true, null],
    ["port", "number", false, "5"],
    ["live", "boolean", false, "false"],
    ["colour", "choice", false, null],
  ]);
});

test("a variable counts before what was entered, and that before the default", async () => {
  const entered = { address: "https://entered.example", port: "7" };
  const { fields, values, host } = await merge({ SHOP_ADDRESS: "https://a.example" }, entered, "k");
  expect(fields.map(({ name, source, value }) => [name, source, value])).toEqual([
    ["address", "variable", "https://a.example"],
    ["key", "entered", null],
    ["port", "entered", "7"],
    ["live", "default", "false"],
    ["colour", null, null],
  ]);
  expect(values).toEqual({ address: "https://a.example", port: "7", key: "k" });
  expect(host).toBe("a.example");
  expect(asked).toEqual(["a.example"]);
});

test("a secret in the plain settings is not taken for one", async () => {
  const { values } = await merge({}, { address: "https://a.example", key: "smuggled" });
  expect(values).toEqual({ address: "https://a.example" });
});

test("no secret is asked for before its host is known, nor beside its variable", async () => {
  expect((await merge({}, {}, "k")).values).toEqual({});
  expect((await merge({}, { address: "not an address" }, "k")).host).toBeNull();
  expect(asked).toEqual([]);
  const set = await merge({ SHOP_KEY: "v" }, { address: "https://a.example" }, "k");
  expect(set.values.key).toBe("v");
  expect(asked).toEqual([]);
});

test("what keeps it from working is said with the mend", async () => {
  const problem = async (...args: Parameters<typeof merge>) => (await merge(...args)).problem;
  expect(await problem({}, {})).toBe(
    "Shop is not configured: set SHOP_ADDRESS or enter its address, set SHOP_KEY or enter its key.",
  );
  expect(await problem({ SHOP_ADDRESS: "https://a.example", SHOP_KEY: "k" }, {})).toBeNull();
  expect(await problem({ SHOP_ADDRESS: "https://a.example", SHOP_KEY: "k" }, { port: "10" })).toBe(
    "Port: Too big: expected number to be <=9.",
  );
});

test("a secret of another host is a problem; a store that fails is an error", async () => {
  const entered = { address: "https://a.example" };
  const fail = (error: Error) =>
    mergeSettings(shop, {}, { entered, readSecret: () => Promise.reject(error) });
  const refused = new AppError("connector_not_configured", { detail: "It is for b.example." });
  expect((await fail(refused)).problem).toBe("It is for b.example.");
  await expect(fail(new Error("database gone"))).rejects.toThrow("database gone");
});
