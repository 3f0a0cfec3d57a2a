import { createHttpClient } from "@crossdock/http";
import { afterAll, expect, test } from "vitest";
import { type ConnectorsOptions, createConnectors } from "./registry.ts";

const unused = createHttpClient({ allowLoopback: false, now: () => new Date() });
afterAll(() => unused.close());

/** What was entered, as a store that can be changed. */
function kept() {
  const state = {
    entered: {} as Record<string, string>,
    off: null as string | null,
    reads: 0,
  };
  const store: ConnectorsOptions["store"] = {
    async read() {
      state.reads += 1;
      return { entered: { ...state.entered }, off: state.off };
    },
    readSecret: async () => null,
  };
  const connectors = createConnectors({
    ...{ http: unused, store, variables: {}, appUrl: "https://shop.example" },
    ...{ now: () => new Date(), testSecret: "a secret of at least thirty-two characters" },
  });
  return { state, connectors };
}

test("a change is seen once it is told of; until then nobody is asked", async () => {
  const { state, connectors } = kept();
  expect(await connectors.get("smtp")).toMatchObject({ configured: false, off: null });
  state.entered = { host: "mail.example.com" };
  state.off = "We move house.";
  expect(await connectors.get("smtp")).toMatchObject({ configured: false, off: null });
  expect(state.reads).toBe(1);
  connectors.forget();
  expect(await connectors.get("smtp")).toMatchObject({ configured: true, off: "We move house." });
});

test("a connector is the same one as long as its settings are", async () => {
  const { state, connectors } = kept();
  state.entered = { host: "mail.example.com" };
  const first = await connectors.get("smtp");
  connectors.forget();
  expect((await connectors.get("smtp"))?.mail).toBe(first?.mail);
  state.entered = { host: "other.example.com" };
  connectors.forget();
  expect((await connectors.get("smtp"))?.mail).not.toBe(first?.mail);
});

test("an entered setting that does not serve leaves the connector unconfigured, with the reason", async () => {
  const { state, connectors } = kept();
  state.entered = { host: "mail.example.com", port: "99999" };
  const connector = await connectors.get("smtp");
  expect(connector).toMatchObject({ configured: false, problem: expect.stringMatching(/^Port: /) });
  expect(await connector?.check()).toEqual({ ok: false, detail: connector?.problem });
});

test("a store that cannot be read is an error, and asked again", async () => {
  const { state, connectors } = kept();
  const get = Object.getOwnPropertyDescriptor(state, "entered");
  Object.defineProperty(state, "entered", {
    configurable: true,
    get() {
      throw new Error("database gone");
    },
  });
  await expect(connectors.get("smtp")).rejects.toThrow("database gone");
  Object.defineProperty(state, "entered", get ?? {});
  expect(await connectors.get("smtp")).toMatchObject({ configured: false });
});
