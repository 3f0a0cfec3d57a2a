import type { Metadata } from "next";
import { SignInFrame } from "../../../components/sign-in-frame.tsx";
import { LinkButton } from "./link-button.tsx";

export const metadata: Metadata = { title: "Sign in by link", referrer: "no-referrer" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** A button, not a redirect: mail scanners open links, and the link works once. */
export default async function LoginLinkPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <SignInFrame title="Sign in to Crossdock">
      <LinkButton token={typeof token === "string" ? token : ""} />
    </SignInFrame>
  );
}
