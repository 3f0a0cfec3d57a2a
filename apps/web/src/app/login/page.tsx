import type { Metadata } from "next";
import { SignInFrame } from "../../components/sign-in-frame.tsx";
import { LoginForm } from "./login-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <SignInFrame title="Sign in to Crossdock">
      <LoginForm next={relativePath(next)} />
    </SignInFrame>
  );
}

/** Only a path of our own: `//evil.example` and `/\evil.example` would lead elsewhere (open redirect). */
function relativePath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !/^\/[^/\\]/.test(next)) return "/";
  const url = new URL(next, "http://self.invalid");
  return url.host === "self.invalid" ? url.pathname + url.search : "/";
}
