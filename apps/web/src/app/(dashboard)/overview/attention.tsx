import { Status } from "@crossdock/ui";
import Link from "next/link";
import { DetailSection } from "../../../components/detail-section.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Props = {
  overview: Outputs["shop"]["overview"];
  /** How many alerts fire. */
  firing: number;
};

/** What waits for somebody. */
export function Attention({ overview, firing }: Props) {
  const { ordersOpen, lowStock, openInquiries } = overview;
  const items = [
    { count: firing, text: firing === 1 ? "alert fires" : "alerts fire", href: "/alerts" },
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
