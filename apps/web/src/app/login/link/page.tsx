import type { Metadata } from "next";
import { SignInFrame } from "../../../components/sign-in-frame.tsx";
import { runtime } from "../../../runtime.ts";
import { InvitationForm } from "./invitation-form.tsx";
import { LinkButton } from "./link-button.tsx";

export const metadata: Metadata = { title: "Sign in by link", referrer: "no-referrer" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** A button, not a redirect: mail scanners open links, and the link works once. */
export default async function LoginLinkPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const link = await runtime().auth.readLink(text);
  return link?.invitation ? (
    <SignInFrame title="Welcome to Crossdock">
      <InvitationForm token={text} />
    </SignInFrame>
  ) : (
    <SignInFrame title="Sign in to Crossdock">
      <LinkButton token={text} />
    </SignInFrame>
  );
}
