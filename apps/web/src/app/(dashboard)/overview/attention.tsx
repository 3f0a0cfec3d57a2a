import { Status } from "@crossdock/ui";
import Link from "next/link";
import { DetailSection } from "../../../components/detail-section.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

/** What waits for somebody. */
export function Attention({ overview }: { overview: Outputs["shop"]["overview"] }) {
  const { ordersOpen, lowStock, openInquiries } = overview;
  const items = [
    { count: ordersOpen, text: "to ship", href: "/orders?status=confirmed" },
    { count: openInquiries, text: "inquiries to answer", href: "/inquiries?status=open" },
    { count: lowStock, text: "variants sold out", href: "/products" },
  ].filter(({ count }) => count > 0);
  return (
    <DetailSection title="Needs attention">
      {items.length === 0 && <Status tone="ok">Nothing waits for you</Status>}
      <ul className="text-table">
        {items.map(({ count, text, href }) => (
          <li key={text} className="border-t border-line last:border-b">
            <Link href={href} className="flex min-h-9 items-center gap-2 hover:underline">
              <span className="w-10 text-right font-semibold">{count}</span>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
