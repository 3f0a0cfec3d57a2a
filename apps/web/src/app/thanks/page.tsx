import { Notice } from "@crossdock/ui";
import type { Metadata } from "next";

export const metadata: Metadata = { title: "Thank you" };

/** Where a buyer lands whose order named no `returnUrl` of the partner's own. */
export default function ThanksPage() {
  return (
    <main className="mx-auto flex max-w-sm flex-col gap-4 px-4 py-16">
      <h1 className="text-page">Thank you</h1>
      <Notice tone="info">
        Your order is on record. If you have paid, a confirmation comes by e-mail. You can close
        this page.
      </Notice>
    </main>
  );
}
