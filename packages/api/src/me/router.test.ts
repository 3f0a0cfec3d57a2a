import { systemPrincipal, type UserPrincipal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

test("every verified caller may ask who it is", async () => {
  const key = keyOf(null, ["orders:read", "events:read"]);
  expect(await product.as(key).me.get({})).toEqual({
    kind: "apiKey",
    id: key.id,
    name: "key",
    partnerId: null,
    role: null,
    permissions: ["events:read", "orders:read"],
    shop: { name: "Test shop", currency: "EUR", demo: false },
  });
  expect(await product.as(userOf("viewer")).me.get({})).toMatchObject({
    kind: "user",
    role: "viewer",
  });
  expect((await product.as(systemPrincipal("cli")).me.get({})).permissions).toContain(
    "orders:write",
  );
});

test("a new password ends the other sessions, and not this one", async () => {
  const { id, email } = await product
    .as()
    .users.create({ email: "me@example.com", name: "Me", role: "owner" });
  const { sessions, signIn } = product.services.identity;
  const [here, elsewhere] = [await sessions.start(id), await sessions.start(id)];
  const me = (await sessions.read(here.token)) as UserPrincipal;
  await product.as(me).me.setPassword({ password: "a new one, of length" });
  expect(await sessions.read(here.token)).not.toBeNull();
  expect(await sessions.read(elsewhere.token)).toBeNull();
  const credentials = { email: "ME@example.com ", address: "127.0.0.1" };
  expect(await signIn.byPassword({ ...credentials, password: "wrong" })).toBeNull();
  expect(
    await signIn.byPassword({ ...credentials, password: "a new one, of length" }),
  ).toMatchObject({ userId: id });
  expect(email).toBe("me@example.com");
});

test("a password is long, and only people have one", async () => {
  const { setPassword } = product.as().me;
  expect(await outcomeOf(setPassword({ password: "short" }))).toBe("validation_failed");
  const key = product.as(keyOf(null));
  expect(await outcomeOf(key.me.setPassword({ password: "long enough to be one" }))).toBe(
    "forbidden",
  );
});
