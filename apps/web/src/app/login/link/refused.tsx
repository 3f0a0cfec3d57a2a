import { Notice } from "@crossdock/ui";
import Link from "next/link";

/** What a link that is used up or too old says. */
export function Refused() {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="bad">
        This link has been used or is too old. Ask for another, or make one with{" "}
        <code className="font-mono">npm run -s cli -- login-link</code>.
      </Notice>
      <Link href="/login" className="link text-table">
        Sign in with a password
      </Link>
    </div>
  );
}
