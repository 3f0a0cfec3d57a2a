import { type Mailbox, startMailbox } from "@crossdock/connectors/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectorsWith, createTestProduct, type TestProduct } from "../testing/index.ts";

let mailbox: Mailbox;
let product: TestProduct;
beforeAll(async () => {
  mailbox = await startMailbox();
  product = await createTestProduct({
    connectors: connectorsWith({
      SMTP_URL: `smtp://${mailbox.host}`,
      SMTP_FROM: "Shop <shop@example.com>",
    }),
  });
});
afterAll(async () => {
  await product.close();
  await mailbox.close();
});

const create = (email: string) => product.as().users.create({ email, name: "U", role: "viewer" });
const ask = (email: string) => product.services.jobs.enqueue("mail-login-link", { email });
const mailsTo = (email: string) =>
  mailbox.mails.filter(({ recipients }) => recipients.includes(email));
const linkIn = (text: string | false | undefined) =>
  /login\/link\?token=([\w-]+)/.exec(text || "")?.[1] ?? "";

test("the mail holds a link that signs in; what the dashboard shows of it does not", async () => {
  const { id } = await create("ann@example.com");
  await product.runJobs();
  const [invitation] = mailsTo("ann@example.com");
  const { signIn } = product.services.identity;
  expect(await signIn.byLink(linkIn(invitation?.text))).toMatchObject({ userId: id });

  await ask("ann@example.com");
  await product.runJobs();
  const [, wished] = mailsTo("ann@example.com");
  expect(linkIn(wished?.html), "the link in HTML").toBe(linkIn(wished?.text));
  expect(await signIn.byLink(linkIn(wished?.text))).toMatchObject({ userId: id });

  const kept = JSON.stringify(await product.db.prisma.notification.findMany());
  for (const mail of [invitation, wished]) expect(kept).not.toContain(linkIn(mail?.text));
  expect(kept).toContain("The link is in the sent mail alone");
});

test("unknown and disabled members get no mail", async () => {
  await product.as().users.create({ email: "boss@example.com", name: "Boss", role: "owner" });
  const { id } = await create("gone@example.com");
  await product.runJobs();
  await product.as().users.update({ id, status: "disabled" });
  const before = mailbox.mails.length;
  await ask("gone@example.com");
  await ask("nobody@example.com");
  await product.runJobs();
  expect(mailbox.mails).toHaveLength(before);
});

test("an invitation that was taken back before its mail went out is not sent", async () => {
  const { id } = await create("back@example.com");
  await product.as().users.cancelInvitation({ id });
  await product.runJobs();
  expect(mailsTo("back@example.com")).toEqual([]);
  const [mail] = (await product.as().notifications.list({ to: "back@example.com" })).data;
  expect(mail).toMatchObject({ status: "failed" });
});

test("wishes for links are counted by account and by address", async () => {
  const { signIn } = product.services.identity;
  const wish = (email: string, address: string) => signIn.countLinkRequest({ email, address });
  for (let time = 0; time < 3; time++) await wish("much@example.com", `192.0.2.${time}`);
  const limited = { code: "rate_limited" };
  await expect(wish("Much@Example.com", "192.0.2.9")).rejects.toMatchObject(limited);
  for (let time = 0; time < 10; time++) await wish(`any-${time}@example.com`, "198.51.100.1");
  await expect(wish("more@example.com", "198.51.100.1")).rejects.toMatchObject(limited);
});
