import { EmptyState } from "@crossdock/ui";
import type { Metadata } from "next";
import { LinkButton } from "../../components/link-button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <EmptyState
      kind="no-match"
      level={1}
      title="There is no such page"
      action={<LinkButton href="/docs">Go to the start</LinkButton>}
    >
      <p>Perhaps a version that is not served, or a code that no error has. Check the address.</p>
    </EmptyState>
  );
}
