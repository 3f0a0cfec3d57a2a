import type { Agent } from "node:http";
import type { VersionFacts } from "@crossdock/adapters";
import type {
  AppRouter,
  Context,
  CustomerAccess,
  SharedProduct,
  SocialProfile,
} from "@crossdock/api";
import type {
  Client,
  Interactions,
  LoginProvider,
  SignedIn,
  SignInAnswer,
} from "@crossdock/identity";

/**
 * The running product as pages and NextAuth see it. Next bundles its own copy of whatever a page
 * imports, so pages import none of the server's packages: they reach the one running copy here.
 */
export type Runtime = {
  router: AppRouter;
  /** The tRPC context of a browser's session; throws AppError `unauthenticated` without a good one. */
  contextFor(sessionToken: string | null): Promise<Context>;
  auth: {
    /** Null for a wrong e-mail or password; throws AppError `rate_limited` after too many. */
    signIn(input: { email: string; password: string } & Client): Promise<SignInAnswer>;
    /** `password` becomes the member's where the link is an invitation. */
    signInByLink(token: string, client: Client, password?: string): Promise<SignInAnswer>;
    /** The second factor; throws AppError `unauthenticated` where the challenge is over. */
    signInByCode(input: { challenge: string; code: string } & Client): Promise<SignedIn | null>;
    /**
     * Somebody whom a provider has named: a session, a challenge, somewhere else to go, or null for
     * whom nothing is known. `callbackUrl` is the path that the sign-in was begun for.
     */
    signInBySocial(
      profile: SocialProfile,
      from: { callbackUrl: string; sessionToken: string | null; client: Client },
    ): Promise<SignInAnswer | { goTo: string }>;
    /** The providers that are configured; `agent` is for the calls to them. */
    providers(): Promise<(LoginProvider & { agent: Agent })[]>;
    /** Looks at a link without using it up; null where it is used or too old. */
    readLink(token: string): Promise<{ invitation: boolean } | null>;
    /** The same work for every address; throws AppError `rate_limited` after too many. */
    mailLink(input: { email: string; address: string }): Promise<void>;
    /** Whether the shop has a mail server. */
    sendsMail(): Promise<boolean>;
    readSession(token: string): Promise<SignedIn | null>;
    signOut(token: string): Promise<void>;
  };
  /** The ways into a customer's account. */
  customers: CustomerAccess;
  /** What programs ask of customers. */
  consent: Interactions;
  /** The built-in test provider's pay page. */
  testPay: {
    read(token: string): TestPayment | null;
    settle(token: string, outcome: "pay" | "decline"): Promise<{ redirectUrl: string }>;
  };
  /** A product for everybody who has its link; null where it is not for sale. */
  sharedProduct(handle: string): Promise<SharedProduct | null>;
  /** The versions of the public API, the newest first. */
  versions: VersionFacts[];
  /** The OpenAPI document of a version, as JSON. */
  openapi(version: string): string | undefined;
  /** What is different in an older version than in the newest, by operation; none for the newest. */
  changes(version: string): { operation: string; summary: string }[];
  appUrl: string;
  /** For NextAuth's own cookies. */
  authSecret: string;
};

type TestPayment = {
  paymentId: string;
  orderNumber: number;
  amount: number;
  currency: string;
  cancelUrl: string;
};

const handle = Symbol.for("crossdock.runtime");

/** Called once, by the server, before the first page is served. */
export function publishRuntime(runtime: Runtime): void {
  Object.assign(globalThis, { [handle]: runtime });
}
