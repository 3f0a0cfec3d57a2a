import type { Product } from "../product.ts";

/** Whose browser it is: the customer, and the token of the customer's session. */
export type SignedIn = { customerId: string; token: string };

/** A customer's browser as far as an authorization needs one: cookies, redirects, one decision. */
export function createBrowser({ identity }: Pick<Product, "identity">, signed: SignedIn) {
  let { customerId } = signed;
  const cookies = new Map([["crossdock.customer", signed.token]]);
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");

  async function open(url: string | URL): Promise<Response> {
    const headers = { Cookie: cookieHeader(), Accept: "text/html" };
    const response = await fetch(url, { redirect: "manual", headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";", 1);
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  }

  const locationOf = (response: Response) => response.headers.get("location") ?? "";

  return {
    open,
    /** Another customer signs in; whatever else the browser keeps, it keeps. */
    become(other: SignedIn): void {
      customerId = other.customerId;
      cookies.set("crossdock.customer", other.token);
    },
    /** Opens an authorization URL as far as the consent page; the page's id, or where else it led. */
    async ask(url: string | URL): Promise<{ uid?: string; location: string; response: Response }> {
      const response = await open(url);
      const location = locationOf(response);
      const uid = /^\/consent\/([\w-]+)$/.exec(location)?.[1];
      return { uid, location, response };
    },
    read: (uid: string) =>
      identity.oauth.interactions.read({ uid, cookie: cookieHeader(), customerId }),
    /** Answers the consent page, and returns the URL that the program gets. */
    async decide(uid: string, decision: "allow" | "deny"): Promise<URL> {
      const browser = { uid, cookie: cookieHeader(), customerId };
      const decided = await identity.oauth.interactions.decide(browser, decision);
      if (!decided) throw new Error("The request is over.");
      return new URL(locationOf(await open(decided.redirectUrl)));
    },
    /** The whole way: the URL with the code, as the program gets it. */
    async allow(url: string | URL): Promise<URL> {
      const { uid, location } = await this.ask(url);
      if (uid !== undefined) return this.decide(uid, "allow");
      return new URL(location);
    },
  };
}
