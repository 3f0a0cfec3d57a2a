import { EmptyState } from "@crossdock/ui";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { CustomerSignIn } from "../../../components/customers/customer-sign-in.tsx";
import { SignInFrame } from "../../../components/sign-in-frame.tsx";
import { SocialButtons } from "../../../components/social-buttons.tsx";
import { currentCustomer } from "../../../customer-session.ts";
import { runtime } from "../../../runtime.ts";
import { Consent } from "./consent.tsx";
import { DenyButton } from "./decision-buttons.tsx";

export const metadata: Metadata = {
  title: "Allow access",
  referrer: "no-referrer",
  robots: { index: false },
};

type Props = {
  params: Promise<{ uid: string }>;
  searchParams: Promise<{ refused?: string | string[] }>;
};

/** Where a customer decides what a program may do: signs in first, then allows or denies it. */
export default async function ConsentPage({ params, searchParams }: Props) {
  const { uid } = await params;
  const customer = await currentCustomer();
  const cookie = (await headers()).get("cookie") ?? "";
  const browser = { uid, cookie, customerId: customer?.customerId ?? null };
  const { consent } = runtime();
  const request = await consent.read(browser);
  if (!request) return <Over />;
  const { name } = request.program;
  if (!customer) {
    return (
      <SignInFrame title={`Sign in to go on to ${name}`}>
        <CustomerSignIn
          problem={problemOf(await searchParams)}
          others={
            <>
              <SocialButtons providers={await providers()} next={`/consent/${uid}`} />
              <DenyButton uid={uid}>Cancel and go back to {name}</DenyButton>
            </>
          }
        />
      </SignInFrame>
    );
  }
  const remembered = request.remembered ? await consent.decide(browser, "allow") : null;
  if (remembered) redirect(remembered.redirectUrl);
  return <Consent uid={uid} email={customer.email} {...request} />;
}

function problemOf({ refused }: Awaited<Props["searchParams"]>) {
  if (refused === undefined) return null;
  return refused === "closed" ? "closed" : "address";
}

async function providers() {
  const configured = await runtime().auth.providers();
  return configured.map(({ id, name }) => ({ id, name }));
}

function Over() {
  return (
    <SignInFrame title="Nothing to allow">
      <EmptyState kind="no-match" title="This request is over" level={2}>
        <p>
          It was answered, it is too old, or it began in another browser. Start again where you came
          from.
        </p>
      </EmptyState>
    </SignInFrame>
  );
}
