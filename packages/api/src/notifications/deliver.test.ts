import { type Mailbox, startMailbox } from "@crossdock/connectors/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { connectorsWith, createTestProduct, type TestProduct } from "../testing/index.ts";
import { queueMail } from "./queue.ts";

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

function queue(eventId: string, message = "Hi"): Promise<void> {
  return unitOfWork(product.context, "test.mail", (ctx) =>
    queueMail(ctx, eventId, {
      template: "inquiry-answered",
      to: `${eventId}@example.com`,
      variables: { name: "Zoë", answer: "Yes", message },
    }),
  );
}

async function mailOf(eventId: string) {
  const { data } = await product.as().notifications.list({ to: `${eventId}@example.com` });
  return data[0];
}

const receivedBy = (eventId: string) =>
  mailbox.mails.filter(({ recipients }) => recipients.includes(`${eventId}@example.com`));

test("a mail goes out once, however often its event and its job come", async () => {
  await queue("once");
  await queue("once");
  const { id } = (await mailOf("once")) ?? { id: "" };
  await product.services.jobs.enqueue("deliver-mail", { notificationId: id });
  await product.runJobs();
  expect(receivedBy("once")).toHaveLength(1);
  expect(await mailOf("once")).toMatchObject({
    status: "sent",
    attempts: 1,
    sentAt: product.clock.now().toISOString(),
    lastError: null,
  });
});

test("what comes from outside is text in the mail, never markup", async () => {
  const attack = `<img src=x onerror="alert('1')"> & more`;
  await queue("attack", attack);
  await product.runJobs();
  const [mail] = receivedBy("attack");
  expect(mail?.html).not.toContain("<img");
  expect(mail?.html).toContain(
    "&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; more",
  );
  expect(mail?.text).toContain(attack);
});

test("a mail server that says no is asked again, with the same Message-ID", async () => {
  mailbox.faults.push(451);
  await queue("again");
  await expect(product.runJobs()).rejects.toThrow();
  const failed = await mailOf("again");
  expect(failed).toMatchObject({ status: "failed", attempts: 1, sentAt: null });
  expect(failed?.lastError).toBeTruthy();
  await product.services.jobs.enqueue("deliver-mail", { notificationId: failed?.id });
  await product.runJobs();
  expect(await mailOf("again")).toMatchObject({ status: "sent", attempts: 2, lastError: null });
  expect(receivedBy("again")).toMatchObject([{ messageId: `<${failed?.id}@example.com>` }]);
});

test("a mail exists if and only if its transaction commits", async () => {
  const failing = unitOfWork(product.context, "test.mail", async (ctx) => {
    await queueMail(ctx, "undone", {
      template: "customer-account-exists",
      to: "undone@example.com",
      variables: {},
    });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await product.runJobs();
  expect(await mailOf("undone")).toBeUndefined();
  expect(receivedBy("undone")).toEqual([]);
});
