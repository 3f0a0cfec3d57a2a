import { systemPrincipal, type UserPrincipal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct } from "../testing/index.ts";
import { linkIdentity, type SocialProfile, signInBySocial } from "./social.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  await addMember();
});
afterAll(() => product.close());

let serial = 0;
const client = { address: "192.0.2.1", userAgent: "Firefox" };

async function addMember() {
  const email = `member-${++serial}@example.com`;
  return product.as().users.create({ email, name: "M", role: serial === 1 ? "owner" : "viewer" });
}

function profile(more: Partial<SocialProfile> = {}): SocialProfile {
  const issuer = "https://issuer.example";
  return {
    ...{ provider: "oidc", issuer, subject: `sub-${++serial}`, verifiedEmail: null },
    ...{ label: "somebody", ...more },
  };
}

const enter = (from: SocialProfile) =>
  signInBySocial({ ...product.context, principal: systemPrincipal("sign-in") }, from, client);

test("a verified address links its member then and there, and the account binds from then on", async () => {
  const { id, email } = await addMember();
  const first = profile({ verifiedEmail: email.toUpperCase() });
  expect(await enter(first)).toMatchObject({ userId: id });
  expect(await enter({ ...first, verifiedEmail: null }), "by the subject alone").toMatchObject({
    userId: id,
  });
  const moved = await addMember();
  expect(await enter({ ...first, verifiedEmail: moved.email }), "not the address").toMatchObject({
    userId: id,
  });
});

test("nobody else gets in: unknown, not verified, disabled, of another issuer", async () => {
  const { id, email } = await addMember();
  expect(await enter(profile({ verifiedEmail: "nobody@example.com" }))).toBeNull();
  expect(await enter(profile())).toBeNull();
  const linked = profile({ verifiedEmail: email });
  await enter(linked);
  const elsewhere = { ...linked, issuer: "https://other.example", verifiedEmail: null };
  expect(await enter(elsewhere)).toBeNull();
  await product.as().users.update({ id, status: "disabled" });
  expect(await enter(linked)).toBeNull();
  expect(await product.db.prisma.user.count({ where: { email: "nobody@example.com" } })).toBe(0);
});

test("a second account of the same provider with the same address is refused", async () => {
  const { email } = await addMember();
  await enter(profile({ verifiedEmail: email }));
  expect(await enter(profile({ verifiedEmail: email })), "the address was given anew").toBeNull();
});

test("two members cannot link one account, also at once", async () => {
  const [one, other] = [await addMember(), await addMember()];
  const shared = profile();
  const outcomes = await Promise.all(
    [one, other].map(({ id }) => linkIdentity(product.context, id, shared)),
  );
  expect(outcomes.sort()).toEqual(["linked", "taken"]);
});

test("linking is asked for in the session, is for one provider, and once", async () => {
  const { id } = await addMember();
  const { sessions } = product.services.identity;
  const { token } = await sessions.start(id);
  const me = product.as((await sessions.read(token)) as UserPrincipal).me;
  expect(await sessions.takeLinking(token, "oidc"), "not asked for").toBeNull();
  await me.startLinking({ provider: "oidc" });
  expect(await sessions.takeLinking(token, "google")).toBeNull();
  expect(await sessions.takeLinking(token, "oidc")).toMatchObject({ id });
  expect(await sessions.takeLinking(token, "oidc"), "once").toBeNull();
  await me.startLinking({ provider: "oidc" });
  product.clock.set(new Date(product.clock.now().getTime() + 10 * 60_000));
  expect(await sessions.takeLinking(token, "oidc"), "ten minutes later").toBeNull();
});

test("linked accounts are listed and unlinked by their own member alone", async () => {
  const { id, email } = await addMember();
  const linked = profile({ verifiedEmail: email, label: email });
  await enter(linked);
  const { sessions } = product.services.identity;
  const as = async (userId: string) => {
    const { token } = await sessions.start(userId);
    return product.as((await sessions.read(token)) as UserPrincipal).me;
  };
  const mine = await as(id);
  const { data } = await mine.identities({});
  expect(data).toMatchObject([{ provider: "oidc", label: email }]);
  const identity = { id: data[0]?.id ?? "" };
  const stranger = await as((await addMember()).id);
  expect((await stranger.identities({})).data).toEqual([]);
  expect(await outcomeOf(stranger.unlinkIdentity(identity))).toBe("not_found");
  await mine.unlinkIdentity(identity);
  expect((await mine.identities({})).data).toEqual([]);
  expect(await enter({ ...linked, verifiedEmail: null })).toBeNull();
});
