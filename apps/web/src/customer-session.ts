import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "./cookies.ts";
import { runtime } from "./runtime.ts";

/** The customer who is signed in to this browser, or null. */
export async function currentCustomer() {
  const token = (await cookies()).get(cookieName(session))?.value;
  return token ? runtime().customers.sessionOf(token) : null;
}

/** Signs the browser in: until it is closed, or half a day at the most. */
export async function keepCustomer({ token }: { token: string }): Promise<void> {
  (await cookies()).set(cookieName(session), token, cookieOptions());
}

/** Ends the browser's session. */
export async function forgetCustomer(): Promise<void> {
  const store = await cookies();
  const token = store.get(cookieName(session))?.value;
  if (token) await runtime().customers.signOut(token);
  store.set(cookieName(session), "", { ...cookieOptions(), maxAge: 0 });
}

/** The half of a mailed code that stays in the browser which asked for it. */
export async function readChallenge(): Promise<string> {
  return (await cookies()).get(cookieName(code))?.value ?? "";
}

export async function keepChallenge({ challenge }: { challenge: string }): Promise<void> {
  (await cookies()).set(cookieName(code), challenge, { ...cookieOptions(), maxAge: 15 * 60 });
}

const session = "crossdock.customer";
const code = "crossdock.customer-code";
