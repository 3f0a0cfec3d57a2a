import { type Configuration, interactionPolicy } from "oidc-provider";

/** The id of the customer whose browser sends this `Cookie` header, or null. */
export type CustomerOf = (cookie: string | undefined) => Promise<string | null>;

type Policy = NonNullable<NonNullable<Configuration["interactions"]>["policy"]>;

/**
 * When a customer is asked: where nobody is signed in, or another one than the provider remembers,
 * and where something is asked for that was not allowed before. The provider's session follows the
 * customer's own, so that signing out of the shop signs out here.
 */
export function policyFor(customerOf: CustomerOf): Policy {
  const { Check, Prompt, base } = interactionPolicy;
  const signedIn = new Check("not_signed_in", "sign in first", "login_required", async (ctx) => {
    // The consent page has just told who it is.
    if (ctx.oidc.result?.login) return Check.NO_NEED_TO_PROMPT;
    const customerId = await customerOf(ctx.req.headers.cookie);
    return customerId === null || customerId !== ctx.oidc.session?.accountId;
  });
  // `prompt=login` is none of ours: nothing here could tell a sign-in of today from one of yesterday.
  const login = new Prompt({ name: "login", requestable: false }, signedIn);
  return [login, ...base().filter(({ name }) => name === "consent")];
}
