import { type Context, linkIdentity, noteSignIn, signInBySocial } from "@crossdock/api";
import { isReady } from "@crossdock/connectors";
import { canonicalEmail, newId, systemPrincipal } from "@crossdock/core";
import { guardedAgent } from "@crossdock/http";
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

  function asSignIn(): Context {
    const requestId = newId("req", clock.now());
    const principal = systemPrincipal("sign-in");
    return { services: product, principal, requestId, transport: "trpc" };
  }

  return {
    signIn: (input) => noted(signIn.byPassword(input)),
    signInByLink: (token, client, password) => noted(signIn.byLink(token, { client, password })),
    signInByCode: (input) => noted(signIn.byCode(input)),
    async signInBySocial(profile, { callbackUrl, sessionToken, client }) {
      const linking = sessionToken && (await sessions.takeLinking(sessionToken, profile.provider));
      if (linking) {
        const context = { ...asSignIn(), principal: linking };
        const outcome = await linkIdentity(context, linking.id, profile);
        return { goTo: `${callbackUrl.split("?", 1)}?link=${outcome}` };
      }
      return noted(signInBySocial(asSignIn(), profile, client));
    },
    async providers() {
      const configured = await identity.loginProviders.configured();
      return configured.map((provider) => ({
        ...provider,
        agent: guardedAgent(provider.issuer ?? "https:", product.allowLoopback),
      }));
    },
    readLink: sessions.readLink,
    async mailLink({ email, address }) {
      await signIn.countLinkRequest({ email, address });
      await jobs.enqueue("mail-login-link", { email: canonicalEmail(email) });
    },
    sendsMail: async () => isReady(await connectors.get("smtp")),
    async readSession(token) {
      const user = await sessions.read(token);
      return user && { token, userId: user.id, name: user.name, role: user.role };
    },
    signOut: sessions.end,
  };
}
