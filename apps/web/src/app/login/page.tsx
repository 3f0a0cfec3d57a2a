import type { Metadata } from "next";
import { SignInFrame } from "../../components/sign-in-frame.tsx";
import { relativePath } from "../../relative-path.ts";
import { runtime } from "../../runtime.ts";
import { LoginForm } from "./login-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <SignInFrame title="Sign in to Crossdock">
      <LoginForm next={relativePath(next)} mails={await runtime().auth.sendsMail()} />
    </SignInFrame>
  );
}
