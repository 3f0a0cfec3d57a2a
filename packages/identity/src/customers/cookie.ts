import type { Customers } from "./index.ts";

/** Reads who is signed in from a `Cookie` header: the customer's id, or null. */
export function customerOfCookie({ sessionOf }: Pick<Customers, "sessionOf">, appUrl: string) {
  const name = `${appUrl.startsWith("https:") ? "__Host-" : ""}crossdock.customer`;
  return async (cookie = ""): Promise<string | null> => {
    const pairs = cookie.split(";").map((pair) => pair.trim().split("="));
    const token = pairs.find(([key]) => key === name)?.[1];
    return token ? ((await sessionOf(token))?.customerId ?? null) : null;
  };
}
