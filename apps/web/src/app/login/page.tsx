import { Notice } from "@crossdock/ui";
import type { Metadata } from "next";
import { SignInFrame } from "../../components/sign-in-frame.tsx";
import { SocialButtons } from "../../components/social-buttons.tsx";
import { relativePath } from "../../relative-path.ts";
import { runtime } from "../../runtime.ts";
import { LoginForm } from "./login-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const { auth } = runtime();
  const [mails, configured] = await Promise.all([auth.sendsMail(), auth.providers()]);
  const providers = configured.map(({ id, name }) => ({ id, name }));
  return (
    <SignInFrame title="Sign in to Crossdock">
      {error !== undefined && (
        <div className="pb-5">
          <Notice tone="bad">{socialFailure(error)}</Notice>
        </div>
      )}
      <LoginForm next={relativePath(next)} mails={mails} />
      {providers.length > 0 && (
        <div className="mt-6 border-t border-line pt-6">
          <SocialButtons providers={providers} next={relativePath(next)} />
        </div>
      )}
    </SignInFrame>
  );
}

/** Why an account elsewhere did not lead in; nothing of who is a member here. */
function socialFailure(error: string | string[]): string {
  if (error === "AccessDenied") {
    return "This account signs nobody in here. Sign in another way and link it on your account page, or ask an owner of the shop for an invitation.";
  }
  if (error === "rate_limited") return "Too many attempts. Wait a quarter of an hour.";
  return "The provider did not confirm who you are. Try again.";
}
