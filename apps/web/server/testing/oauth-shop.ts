import { newId } from "@crossdock/core";
import { createBrowser, type SignedIn } from "./oauth-browser.ts";
import { freePort, type ServerProcess } from "./server-process.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

/** A shop that programs ask for tokens, with a server process and customers who sign in. */
export type OauthShop = {
  app: TestApp;
  /** The issuer: every process of the shop answers as it. */
  url: string;
  server: ServerProcess;
  /** A new customer with an account, signed in to a browser. */
  customer(): Promise<SignedIn & { browser: ReturnType<typeof createBrowser> }>;
  /** A program of the code flow, confidential or public. */
  program(fields?: Partial<Program>): Promise<{ id: string; secret: string }>;
  /** A program that gets tokens for itself. */
  machine(scopes?: string[], partnerId?: string): Promise<{ id: string; secret: string }>;
  /** A call of the API with this token. */
  get(path: string, token: string, url?: string): Promise<Response>;
  close(): Promise<void>;
};

type Program = { public: boolean; scopes: string[]; redirectUris: string[]; partnerId: string };

export const callback = "https://app.example.com/callback";

export async function startOauthShop(): Promise<OauthShop> {
  const PORT = String(await freePort());
  const app = await startTestApp({ PORT, APP_URL: `http://127.0.0.1:${PORT}` });
  const server = await app.serve();
  const { clients } = app.as();
  let made = 0;
  return {
    app,
    url: server.url,
    server,
    async customer() {
      const email = `customer-${++made}@example.com`;
      const { id: customerId } = await app.as().customers.create({ email });
      const now = new Date();
      const account = { id: newId("acc", now), customerId, email, verifiedAt: now };
      await app.product.db.prisma.customerAccount.create({
        data: { ...account, createdAt: now, updatedAt: now },
      });
      const { token } = await app.product.identity.customers.sessions.start(account.id);
      const signedIn = { customerId, token };
      return { ...signedIn, browser: createBrowser(app.product, signedIn) };
    },
    async program(fields = {}) {
      const { id, secret } = await clients.create({
        name: "Shop app",
        grants: ["authorization_code", "refresh_token"],
        scopes: ["orders:read", "products:read"],
        redirectUris: [callback],
        ...fields,
      });
      return { id, secret: secret ?? "" };
    },
    async machine(scopes = ["products:read", "orders:read"], partnerId) {
      const fields = { name: "ERP", grants: ["client_credentials" as const], scopes, partnerId };
      const { id, secret } = await clients.create(fields);
      return { id, secret: secret ?? "" };
    },
    get: (path, token, url = server.url) =>
      fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } }),
    close: app.close,
  };
}
