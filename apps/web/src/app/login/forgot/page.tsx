import type { Metadata } from "next";
import { SignInFrame } from "../../../components/sign-in-frame.tsx";
import { MailForm } from "./mail-form.tsx";

export const metadata: Metadata = { title: "Get a sign-in link" };

export default function ForgotPage() {
  return (
    <SignInFrame title="Get a sign-in link">
      <MailForm />
    </SignInFrame>
  );
}
