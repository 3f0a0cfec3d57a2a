import { CopyId, shorten } from "@crossdock/ui";
import Link from "next/link";
import { RequestLink } from "./request-link.tsx";

/** An id as a link to what it names, or the text as it is. */
export function Reference({ text }: { text: string }) {
  const [prefix = ""] = text.split("_", 1);
  if (prefix === "req") return <RequestLink id={text} />;
  const page = pages[prefix];
  if (page) {
    return (
      <Link href={`${page}/${text}`} className="link font-mono text-meta" title={text}>
        {shorten(text)}
      </Link>
    );
  }
  return /^[a-z]{3}_[0-9a-z]{26}$/.test(text) ? <CopyId id={text} short /> : text;
}

const pages: Record<string, string> = {
  ord: "/orders",
  prd: "/products",
  cus: "/customers",
  prt: "/partners",
  inq: "/inquiries",
  ntf: "/emails",
  inb: "/inbound",
};
