import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  developerOf,
  keyOf,
  outcomeOf,
  owner,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
let partnerId: string;
beforeAll(async () => {
  product = await createTestProduct();
  partnerId = (await product.as().partners.create({ name: "Acme" })).id;
});
afterAll(() => product.close());

let serial = 0;
async function invite(of = partnerId) {
  serial += 1;
  const email = `dev${serial}@acme.example`;
  return product.as().developers.invite({ partnerId: of, email, name: `Dev ${serial}` });
}

const tokenOf = ({ loginLink }: { loginLink: string }) =>
  new URL(loginLink).searchParams.get("token") ?? "";

test("who is invited signs in once by the link, as a developer of the partner", async () => {
  const invited = await invite();
  const { signIn, sessions } = product.services.identity;
  const signedIn = await signIn.byLink(tokenOf(invited));
  expect(signedIn).toMatchObject({ userId: invited.id, role: "partner" });
  if (!signedIn || !("token" in signedIn)) throw new Error("not signed in");
  expect(await sessions.read(signedIn.token)).toMatchObject({
    kind: "user",
    partnerId,
    role: "partner",
  });
  expect(await signIn.byLink(tokenOf(invited))).toBeNull();
});

test("a developer is listed at the partner and not in the team", async () => {
  const { loginLink, ...invited } = await invite();
  const { data } = await product.as().developers.list({ partnerId });
  expect(data).toContainEqual(invited);
  const team = await product.as().users.list({});
  expect(team.data.map(({ id }) => id)).not.toContain(invited.id);
  const other = await product.as().partners.create({ name: "Empty" });
  expect((await product.as().developers.list({ partnerId: other.id })).data).toEqual([]);
});

test("an address has one account, at a partner or in the team", async () => {
  const { email } = await invite();
  const again = { partnerId, email: email.toUpperCase(), name: "x" };
  expect(await outcomeOf(product.as().developers.invite(again))).toBe("conflict");
  const member = { email, name: "x", role: "viewer" as const };
  expect(await outcomeOf(product.as().users.create(member))).toBe("conflict");
});

test("the invitation is mailed", async () => {
  const { email } = await invite();
  const { data } = await product.as().notifications.list({ to: email });
  expect(data).toMatchObject([{ template: "invitation", status: "queued" }]);
});

test("an invitation is sent anew in place of the one before, until the developer has signed in", async () => {
  const first = await invite();
  const { signIn } = product.services.identity;
  const again = await product.as().developers.resend({ id: first.id });
  expect(again).toMatchObject({ id: first.id, partnerId, lastSignInAt: null });
  expect(await signIn.byLink(tokenOf(first))).toBeNull();
  expect(await signIn.byLink(tokenOf(again))).not.toBeNull();
  expect(await outcomeOf(product.as().developers.resend({ id: first.id }))).toBe("conflict");
});

test("a developer who is removed is out at once", async () => {
  const { id } = await invite();
  const { sessions } = product.services.identity;
  const { token } = await sessions.start(id);
  expect(await sessions.read(token)).not.toBeNull();
  await product.as().developers.remove({ id });
  expect(await sessions.read(token)).toBeNull();
  expect(await outcomeOf(product.as().developers.remove({ id }))).toBe("not_found");
});

test("developers of a suspended partner are out until it is active again; none is invited", async () => {
  const { id } = await product.as().partners.create({ name: "Paused" });
  const developer = await invite(id);
  const { sessions } = product.services.identity;
  const { token } = await sessions.start(developer.id);
  await product.as().partners.update({ id, status: "suspended" });
  expect(await sessions.read(token)).toBeNull();
  expect(await outcomeOf(invite(id))).toBe("conflict");
  await product.as().partners.update({ id, status: "active" });
  expect(await sessions.read(token)).not.toBeNull();
});

test("a member of the team is no developer: neither invited again nor removed here", async () => {
  const member = { email: "team@example.com", name: "Team", role: "admin" as const };
  const { id } = await product.as().users.create(member);
  expect(await outcomeOf(product.as().developers.resend({ id }))).toBe("not_found");
  expect(await outcomeOf(product.as().developers.remove({ id }))).toBe("not_found");
  const developer = await invite();
  const role = { id: developer.id, role: "owner" as const };
  expect(await outcomeOf(product.as().users.update(role))).toBe("not_found");
});

test("the database keeps the roles of the team and of partners apart", async () => {
  const { id } = await invite();
  const { user } = product.db.prisma;
  const promoted = user.update({ where: { id }, data: { role: "owner" } });
  await expect(promoted).rejects.toThrow("user_partner_role");
  const released = user.update({ where: { id }, data: { partnerId: null } });
  await expect(released).rejects.toThrow("user_partner_role");
});

test("only who may change partners invites, and no developer invites a colleague", async () => {
  const by = (caller: Parameters<TestProduct["as"]>[0]) => {
    serial += 1;
    const email = `dev${serial}@acme.example`;
    return outcomeOf(product.as(caller).developers.invite({ partnerId, email, name: "x" }));
  };
  expect(await by(owner)).toBe("ok");
  expect(await by(userOf("viewer"))).toBe("forbidden");
  expect(await by(developerOf(partnerId))).toBe("forbidden");
  expect(await by(keyOf(partnerId))).toBe("forbidden");
});
