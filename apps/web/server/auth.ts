import { noteSignIn } from "@crossdock/api";
import { canonicalEmail, newId } from "@crossdock/core";
import type { SignInAnswer } from "@crossdock/identity";
import type { Product } from "./product.ts";
import type { Runtime } from "./runtime.ts";
import { sessionContext } from "./sessions.ts";

/** Signing in and out, as NextAuth and the sign-in pages call it. */
export function createAuth(product: Product): Runtime["auth"] {
  const { identity, jobs, connectors, clock } = product;
  const { sessions, signIn } = identity;

  async function noted<Answer extends SignInAnswer>(answer: Promise<Answer>): Promise<Answer> {
    const given = await answer;
    if (given && "token" in given) {
      await noteSignIn(await sessionContext(product, given.token, newId("req", clock.now())));
    }
    return given;
  }

  return {
    signIn: (input) => noted(signIn.byPassword(input)),
    signInByLink: (token, client, password) => noted(signIn.byLink(token, { client, password })),
    signInByCode: (input) => noted(signIn.byCode(input)),
    readLink: sessions.readLink,
    async mailLink({ email, address }) {
      await signIn.countLinkRequest({ email, address });
      await jobs.enqueue("mail-login-link", { email: canonicalEmail(email) });
    },
    sendsMail: async () => (await connectors.get("smtp"))?.configured ?? false,
    async readSession(token) {
      const user = await sessions.read(token);
      return user && { token, userId: user.id, name: user.name, role: user.role };
    },
    signOut: sessions.end,
  };
}
