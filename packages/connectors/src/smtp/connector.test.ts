import { createServer, type Socket } from "node:net";
import { createHttpClient } from "@crossdock/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Mail } from "../contract.ts";
import { connectSmtp } from "./connector.ts";
import { type Mailbox, startMailbox } from "./testing.ts";

const http = createHttpClient({ allowLoopback: false, now: () => new Date() });

const from = "Harbour & Pine <shop@example.com>";
const mail: Mail = {
  to: "buyer@example.com",
  subject: "Your order #1001 — thank you",
  text: "Paid: €19.99",
  html: "<p>Paid: <b>€19.99</b></p>",
  messageId: "ntf_1",
};

let mailbox: Mailbox;

beforeEach(async () => {
  mailbox = await startMailbox();
});

afterEach(() => mailbox.close());

test("a mail arrives as it was written", async () => {
  expect(await send(mail)).toEqual({ providerMessageId: "<ntf_1@example.com>" });
  expect(mailbox.mails).toHaveLength(1);
  expect(mailbox.mails[0]).toMatchObject({
    subject: mail.subject,
    messageId: "<ntf_1@example.com>",
    from: { value: [{ name: "Harbour & Pine", address: "shop@example.com" }] },
    recipients: ["buyer@example.com"],
    html: expect.stringContaining("<b>€19.99</b>"),
    text: expect.stringContaining("Paid: €19.99"),
  });
});

test("a second send of one mail carries the same Message-ID", async () => {
  await send(mail);
  await send(mail);
  expect(mailbox.mails.map(({ messageId }) => messageId)).toEqual([
    "<ntf_1@example.com>",
    "<ntf_1@example.com>",
  ]);
});

test("a line break in the subject makes no header", async () => {
  await send({ ...mail, subject: "Hello\r\nBcc: spy@example.com" });
  expect(mailbox.mails[0]?.headers.has("bcc")).toBe(false);
  expect(mailbox.mails[0]?.recipients).toEqual(["buyer@example.com"]);
});

test("a server that was entered is reached where it may be, and this machine not by default", async () => {
  const { hostname: host, port } = new URL(`smtp://${mailbox.host}`);
  const entered = { host, port, from };
  const refused = connectSmtp(entered, { allowLoopback: false, http });
  await expect(refused.mail?.send(mail)).rejects.toMatchObject({ kind: "configuration" });
  expect(await refused.check()).toMatchObject({ ok: false });
  expect(mailbox.mails).toHaveLength(0);
  const allowed = connectSmtp(entered, { allowLoopback: true, http });
  expect(await allowed.check()).toMatchObject({ ok: true });
  await allowed.mail?.send(mail);
  expect(mailbox.mails).toHaveLength(1);
  const nobody = connectSmtp({ ...entered, port: 1 }, { allowLoopback: true, http });
  await expect(nobody.mail?.send(mail)).rejects.toMatchObject({ kind: "unavailable" });
});

test("two addresses in one are nobody's", async () => {
  await expect(send({ ...mail, to: "a@example.com, spy@example.com" })).rejects.toMatchObject({
    name: "ConnectorError",
  });
  expect(mailbox.mails).toHaveLength(0);
});

test("the credentials of the URL are used", async () => {
  await send(mail, `smtp://shop:p%40ss%20word@${mailbox.host}`);
  expect(mailbox.mails).toHaveLength(1);
  await expect(send(mail, `smtp://shop:wrong@${mailbox.host}`)).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "configuration",
  });
});

test.each([
  [451, "unavailable"],
  [550, "invalid_request"],
])("a server that answers %i: %s", async (code, kind) => {
  mailbox.faults.push(code);
  await expect(send(mail)).rejects.toMatchObject({ name: "ConnectorError", kind });
});

test("nobody listening is unavailable, and the check says so", async () => {
  await mailbox.close();
  const smtp = connectSmtp({ url: `smtp://${mailbox.host}`, from }, { allowLoopback: false, http });
  await expect(smtp.mail?.send(mail)).rejects.toMatchObject({ kind: "unavailable" });
  expect((await smtp.check()).ok).toBe(false);
});

test("a connection cut after the mail was given is indeterminate", async () => {
  const sockets: Socket[] = [];
  const replies = ["220 hi", "250 hello", "250 ok", "250 ok", "354 go on"];
  const server = createServer((socket) => {
    sockets.push(socket);
    const rest = [...replies];
    const reply = () => {
      const line = rest.shift();
      if (line) socket.write(`${line}\r\n`);
      else socket.destroy();
    };
    socket.on("data", reply);
    reply();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  await expect(send(mail, `smtp://127.0.0.1:${address.port}`)).rejects.toMatchObject({
    kind: "indeterminate",
  });
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test("the check logs in and sends nothing", async () => {
  const smtp = connectSmtp(
    { url: `smtp://shop:p%40ss%20word@${mailbox.host}`, from },
    { allowLoopback: false, http },
  );
  expect(await smtp.check()).toMatchObject({ ok: true });
  expect(mailbox.mails).toHaveLength(0);
});

async function send(message: Mail, url = `smtp://${mailbox.host}`) {
  return connectSmtp({ url, from }, { allowLoopback: false, http }).mail?.send(message);
}

test("while outgoing traffic is paused nothing is said to the mail server", async () => {
  const smtp = connectSmtp(
    { url: `smtp://${mailbox.host}`, from },
    { allowLoopback: false, http: http.pausable(() => true) },
  );
  const failure = await smtp.mail?.send(mail).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: "unavailable", cause: { kind: "paused" } });
  expect(await smtp.check()).toMatchObject({ ok: false });
  expect(mailbox.mails).toEqual([]);
});
