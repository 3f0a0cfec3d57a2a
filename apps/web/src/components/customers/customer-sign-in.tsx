"use client";

import { Notice } from "@crossdock/ui";
import type { ReactNode } from "react";
import { useState } from "react";
import { AskForm } from "./ask-form.tsx";
import { CodeForm } from "./code-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { closedMessage } from "./send.ts";

type Purpose = "sign_up" | "reset";
type Step = { name: "password" } | { name: "ask"; purpose: Purpose } | CodeStep;
type CodeStep = { name: "code"; purpose: Purpose; email: string };

type Props = { problem: keyof typeof problems | null; others: ReactNode };

/**
 * Signs a customer in, in steps on one page: by password, or by a code that is mailed to open an
 * account or to set a new password. The page is loaded anew when it is done. `others` are the other ways
 * in, `problem` is why one of them led nowhere.
 */
export function CustomerSignIn({ problem, others }: Props) {
  const [step, setStep] = useState<Step>({ name: "password" });
  const [email, setEmail] = useState("");
  const ask = (purpose: Purpose) => (email: string) => {
    setEmail(email);
    setStep({ name: "ask", purpose });
  };
  if (step.name === "code") {
    return <CodeForm {...step} onAgain={() => setStep({ name: "ask", purpose: step.purpose })} />;
  }
  if (step.name === "ask") {
    return (
      <AskForm
        purpose={step.purpose}
        email={email}
        onAsked={(email) => setStep({ name: "code", purpose: step.purpose, email })}
        onBack={() => setStep({ name: "password" })}
      />
    );
  }
  return (
    <div className="flex flex-col gap-5">
      {problem && <Notice tone="bad">{problems[problem]}</Notice>}
      <PasswordForm email={email} onSignUp={ask("sign_up")} onForgot={ask("reset")} />
      {others}
    </div>
  );
}

const problems = {
  address:
    "That account did not confirm an e-mail address of yours. Sign in another way, or create an account here.",
  closed: closedMessage,
};
