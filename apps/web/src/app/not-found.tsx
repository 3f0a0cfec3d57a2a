import { EmptyState } from "@crossdock/ui";
import type { Metadata } from "next";
import { LinkButton } from "../components/link-button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState
        kind="no-match"
        level={1}
        title="There is nothing at this address"
        action={<LinkButton href="/">Go to the overview</LinkButton>}
      >
        <p>It may have been removed, or the link is incomplete.</p>
      </EmptyState>
    </main>
  );
}
