import { EmptyState } from "@crossdock/ui";
import type { Metadata } from "next";
import { LinkButton } from "../../components/link-button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="px-4 sm:px-6">
      <EmptyState
        kind="no-match"
        level={1}
        title="There is no such thing here"
        action={<LinkButton href="/portal">Go to the portal</LinkButton>}
      >
        <p>It doesn't exist, or it isn't yours. Check the id in the address.</p>
      </EmptyState>
    </div>
  );
}
