import type { CallAt } from "./callers.ts";
import { dayMs } from "./outcomes.ts";
import { inquiryTable } from "./tables/inquiries.ts";
import { rowsOf } from "./tables/rows.ts";

/** What people asked the shop, and what it answered half a day later. */
export async function makeInquiries(callAt: CallAt, now: Date): Promise<void> {
  for (const [days, name = "", local, message = "", answer = ""] of rowsOf(inquiryTable)) {
    const askedAt = now.getTime() - Number(days) * dayMs;
    const email = `${local}@example.com`;
    const { id } = await callAt(new Date(askedAt)).inquiries.create({ name, email, message });
    if (answer === "") continue;
    await callAt(new Date(askedAt + dayMs / 2)).inquiries.answer({ id, answer });
  }
}
