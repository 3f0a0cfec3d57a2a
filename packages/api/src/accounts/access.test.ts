import { type Mailbox, startMailbox } from "@crossdock/connectors/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  connectorsWith,
  createTestProduct,
  customerOf,
  sell,
  type TestProduct,
} from "../testing/index.ts";
import { type CustomerAccess, createCustomerAccess } from "./access.ts";

const password = "correct horse battery";

let mailbox: Mailbox;
let product: TestProduct;
let access: CustomerAccess;
beforeAll(async () => {
  mailbox = await startMailbox();
  product = await createTestProduct({
    connectors: connectorsWith({
      SMTP_URL: `smtp://${mailbox.host}`,
      SMTP_FROM: "Shop <shop@example.com>",
    }),
  });
  access = createCustomerAccess(product.services);
});
afterAll(async () => {
  await product.close();
  await mailbox.close();
});

let host = 0;
const elsewhere = () => `198.51.100.${++host}`;

function ask(email: string, purpose: "sign_up" | "reset" = "sign_up") {
  return access.askForCode({ email, purpose, address: elsewhere() });
}

/** The mails to this address, once the jobs are done. */
async function mailsTo(email: string) {
  await product.runJobs();
  return mailbox.mails.filter(({ recipients }) => recipients.includes(email));
}

async function codeFor(email: string): Promise<string> {
  const text = (await mailsTo(email)).at(-1)?.text ?? "";
  return /\d{4} \d{4}/.exec(text)?.[0] ?? "";
}

async function signUp(email: string) {
  const { challenge } = await ask(email);
  const code = await codeFor(email.toLowerCase());
  const signedIn = await access.redeemCode({ challenge, code, password, address: elsewhere() });
  return access.sessionOf(signedIn?.token ?? "");
}

test("in read-only mode no account is opened or changed, and who has one signs in", async () => {
  const email = "readonly@example.com";
  await signUp(email);
  const { challenge } = await ask(email, "reset");
  const code = await codeFor(email);
  const pause = { part: "writes" as const, reason: "Moving.", by: "Ada", at: product.clock.now() };
  const pauses = { ...product.services.pauses, of: () => pause };
  const closed = createCustomerAccess({ ...product.services, pauses });
  const address = elsewhere();
  const refused = [
    closed.askForCode({ email: "new@example.com", purpose: "sign_up", address }),
    closed.redeemCode({ challenge, code, password: "another one, long", address }),
    closed.signInByProvider({ issuer: "x", subject: "1", verifiedEmail: "new@example.com" }),
  ].map((outcome) => expect(outcome).rejects.toMatchObject({ code: "read_only" }));
  await Promise.all(refused);
  expect(await closed.signIn({ email, password, address })).not.toBeNull();
  const redeemed = await access.redeemCode({ challenge, code, password, address });
  expect(redeemed).not.toBeNull();
});

describe("sign-up", () => {
  test("the code of the mail opens the account of the customer with that address", async () => {
    const sku = await sell(product, 10);
    const email = "buyer@example.com";
    const order = await product.as().orders.create({ email, lines: [{ sku, quantity: 1 }] });
    const session = await signUp("Buyer@Example.com");
    expect(session).toMatchObject({ email, customerId: order.customerId });
    const { orders } = product.as(customerOf(session?.customerId ?? ""));
    expect((await orders.list({})).data).toEqual([order]);
    const again = await access.signIn({ email, password, address: elsewhere() });
    expect(await access.sessionOf(again?.token ?? "")).toEqual(session);
  });

  test("nothing exists before the address is proven", async () => {
    const { challenge } = await ask("unproven@example.com");
    const guess = { challenge, code: "00000000", password, address: elsewhere() };
    expect(await access.redeemCode(guess)).toBeNull();
    expect((await product.as().customers.list({ email: "unproven@example.com" })).data).toEqual([]);
    const credentials = { email: "unproven@example.com", password, address: elsewhere() };
    expect(await access.signIn(credentials)).toBeNull();
  });

  test("a new address makes a customer of the shop, told and audited without a name", async () => {
    const session = await signUp("fresh@example.com");
    const { data } = await product.as().events.list({ objectId: session?.customerId });
    expect(data).toMatchObject([{ type: "customer.created" }]);
    const audit = await product.as().audit.list({ targetId: session?.customerId });
    expect(audit.data).toMatchObject([{ action: "accounts.setPassword", transport: "page" }]);
    expect(JSON.stringify(audit)).not.toContain("fresh@example.com");
  });

  test("for a taken address the answer is the same, and the mail says so without a code", async () => {
    await signUp("taken@example.com");
    expect(Object.keys(await ask("taken@example.com"))).toEqual(["challenge"]);
    const [, mail] = await mailsTo("taken@example.com");
    expect(mail?.subject).toContain("already");
    expect(mail?.text).not.toMatch(/\d{4} \d{4}/);
  });

  test("a partner's customer with the address stays the partner's", async () => {
    const { id } = await product.as().partners.create({ name: "Other shop" });
    const email = "both@example.com";
    const now = product.clock.now();
    await product.db.prisma.customer.create({
      data: {
        ...{ id: "cus_00000000000000000000000001", email, partnerId: id, metadata: {} },
        ...{ createdAt: now, updatedAt: now },
      },
    });
    expect((await signUp(email))?.customerId).not.toBe("cus_00000000000000000000000001");
  });

  test("four requests with one code open one account and use it once", async () => {
    const { challenge } = await ask("race@example.com");
    const code = await codeFor("race@example.com");
    const uses = await Promise.allSettled(
      Array.from({ length: 4 }, () =>
        access.redeemCode({ challenge, code, password, address: elsewhere() }),
      ),
    );
    const signedIn = uses.filter((use) => use.status === "fulfilled" && use.value !== null);
    expect(signedIn, JSON.stringify({ code, uses })).toHaveLength(1);
  });
});

describe("reset", () => {
  test("sets the password and ends every session", async () => {
    const email = "forgot@example.com";
    await signUp(email);
    const before = await access.signIn({ email, password, address: elsewhere() });
    const { challenge } = await ask(email, "reset");
    const code = await codeFor(email);
    const fresh = "another horse battery";
    const address = elsewhere();
    const signedIn = await access.redeemCode({ challenge, code, password: fresh, address });
    expect(await access.sessionOf(signedIn?.token ?? "")).toMatchObject({ email });
    expect(await access.sessionOf(before?.token ?? "")).toBeNull();
    expect(await access.signIn({ email, password, address })).toBeNull();
    expect(await access.signIn({ email, password: fresh, address })).not.toBeNull();
  });

  test("for an unknown address answers alike, and mails nothing", async () => {
    expect(Object.keys(await ask("nobody@example.com", "reset"))).toEqual(["challenge"]);
    expect(await mailsTo("nobody@example.com")).toEqual([]);
  });
});

describe("a provider", () => {
  const issuer = "https://accounts.google.com";
  const by = (subject: string, verifiedEmail: string | null) =>
    access.signInByProvider({ issuer, subject, verifiedEmail });

  test("opens the account of an address that it has verified, then knows it by its subject", async () => {
    const session = await signUp("social@example.com");
    const first = await by("subject-1", "Social@example.com");
    expect(await access.sessionOf(first?.token ?? "")).toEqual(session);
    const later = await by("subject-1", null);
    expect(await access.sessionOf(later?.token ?? "")).toEqual(session);
  });

  test("makes an account where there is none", async () => {
    const signedIn = await by("subject-2", "new-social@example.com");
    expect(await access.sessionOf(signedIn?.token ?? "")).toMatchObject({
      email: "new-social@example.com",
    });
  });

  test("gets nowhere with an address that is not verified", async () => {
    await signUp("victim@example.com");
    expect(await by("thief", null)).toBeNull();
  });
});

test("a code is kept nowhere that the dashboard or the database shows", async () => {
  await ask("hidden@example.com");
  const code = await codeFor("hidden@example.com");
  expect(code).toMatch(/^\d{4} \d{4}$/);
  const { data } = await product.as().notifications.list({ to: "hidden@example.com" });
  const kept = await product.as().notifications.get({ id: data[0]?.id ?? "" });
  expect(JSON.stringify(kept)).not.toContain(code);
});

test("another address ends the account, whose customer stays", async () => {
  const session = await signUp("moving@example.com");
  const id = session?.customerId ?? "";
  await product.as().customers.update({ id, name: "Zoë" });
  const { token = "" } =
    (await access.signIn({ email: "moving@example.com", password, address: elsewhere() })) ?? {};
  await product.as().customers.update({ id, email: "moved@example.com" });
  expect(await access.sessionOf(token)).toBeNull();
  expect((await signUp("moved@example.com"))?.customerId).toBe(id);
});
