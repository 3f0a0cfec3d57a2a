import type { SocialProfile } from "@crossdock/api";
import { cookies, headers } from "next/headers";
import type { NextAuthOptions, User } from "next-auth";
import NextAuth from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Runtime } from "../server/runtime.ts";
import { cookieName, cookieOptions, isSecure } from "./cookies.ts";
import { keepCustomer } from "./customer-session.ts";
import { relativePath } from "./relative-path.ts";
import { runtime } from "./runtime.ts";
import { socialProvider, toSocialProfile } from "./social.ts";

declare module "next-auth" {
  interface User {
    sessionToken: string;
  }
}

const fifteenMinutes = 15 * 60;
const thirtyDays = 30 * 24 * 60 * 60;
const challengeSeconds = 5 * 60;

/** The handler of `/api/auth/*`. */
export async function authHandler(request: Request, context: AuthContext): Promise<Response> {
  return NextAuth(await options())(request, context);
}

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** The opaque session token of the caller's cookie, unchecked: procedures check it. */
export async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(cookieName("crossdock.session"))?.value ?? null;
}

/**
 * NextAuth gets JWT sessions, which credentials need, but the "JWT" is our own opaque token: a
 * session is a row that can be revoked, and the server reads the same cookie without NextAuth.
 */
async function options(): Promise<NextAuthOptions> {
  const { auth, authSecret } = runtime();
  return {
    secret: authSecret,
    useSecureCookies: isSecure(),
    pages: { signIn: "/login", error: "/login", signOut: "/login" },
    session: { strategy: "jwt", maxAge: thirtyDays },
    providers: [
      ...[passwordProvider(), linkProvider(), codeProvider()],
      ...(await auth.providers()).map(socialProvider),
    ],
    cookies: {
      sessionToken: cookie("session"),
      callbackUrl: cookie("callback-url"),
      csrfToken: cookie("csrf-token"),
      pkceCodeVerifier: cookie("pkce", fifteenMinutes),
      state: cookie("state", fifteenMinutes),
      nonce: cookie("nonce", fifteenMinutes),
    },
    jwt: {
      maxAge: thirtyDays,
      encode: async ({ token }) => String(token?.sessionToken ?? ""),
      decode: async ({ token }) => {
        const session = token ? await auth.readSession(token) : null;
        return session && { sub: session.userId, sessionToken: token };
      },
    },
    callbacks: {
      signIn: ({ user, account, profile }) =>
        account?.type === "oauth" && profile
          ? socialSignIn(user, toSocialProfile(account, { ...profile }, user))
          : true,
      // Never what a page sends by `update()`: it could name anybody.
      jwt: ({ token, user }) => (user ? { ...token, sessionToken: user.sessionToken } : token),
      redirect: ({ url, baseUrl }) => baseUrl + ownPath(url),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sessionToken === "string") await auth.signOut(token.sessionToken);
      },
    },
  };
}

function passwordProvider() {
  return CredentialsProvider({
    id: "password",
    credentials: { email: {}, password: {} },
    async authorize(credentials): Promise<User | null> {
      if (!credentials?.email || !credentials.password) return null;
      const { email, password } = credentials;
      const input = { email, password, ...(await client()) };
      return toUser(await runtime().auth.signIn(input).catch(byCode));
    },
  });
}

function linkProvider() {
  return CredentialsProvider({
    id: "link",
    credentials: { token: {}, password: {} },
    async authorize(credentials): Promise<User | null> {
      if (!credentials?.token) return null;
      const { token, password } = credentials;
      const answer = runtime().auth.signInByLink(token, await client(), password);
      return toUser(await answer.catch(byCode));
    },
  });
}

/** The second factor, whatever the first one was. */
function codeProvider() {
  return CredentialsProvider({
    id: "code",
    credentials: { code: {} },
    async authorize(credentials): Promise<User | null> {
      const jar = await cookies();
      const challenge = jar.get(cookieName("crossdock.challenge"))?.value ?? "";
      const input = { challenge, code: credentials?.code ?? "", ...(await client()) };
      const user = await toUser(await runtime().auth.signInByCode(input).catch(byCode));
      if (user) jar.delete({ name: cookieName("crossdock.challenge"), ...cookieOptions() });
      return user;
    },
  });
}

/** True where a session has begun, which `jwt` finds with the user; else where to go, or false. */
async function socialSignIn(user: User, profile: SocialProfile): Promise<boolean | string> {
  const { auth } = runtime();
  const jar = await cookies();
  const callbackUrl = ownPath(jar.get(cookieName("crossdock.callback-url"))?.value ?? "");
  if (callbackUrl.startsWith("/consent/")) return customerSignIn(profile, callbackUrl);
  const from = { callbackUrl, sessionToken: await sessionToken(), client: await client() };
  const answer = await auth.signInBySocial(profile, from).catch(byCode);
  if (!answer) return false;
  if ("goTo" in answer) return answer.goTo;
  if ("challenge" in answer) {
    await keepChallenge(answer.challenge);
    return `/login/code?next=${encodeURIComponent(callbackUrl)}`;
  }
  user.sessionToken = answer.token;
  return true;
}

/** Leads back to the page where a customer decides, and says there where the account opens nothing. */
async function customerSignIn(profile: SocialProfile, consentPage: string): Promise<string> {
  const [page] = consentPage.split("?");
  const signedIn = await runtime()
    .customers.signInByProvider(profile)
    .catch((error: unknown) =>
      codeOf(error) === "read_only" ? ("closed" as const) : byCode(error),
    );
  if (signedIn === "closed") return `${page}?refused=closed`;
  if (!signedIn) return `${page}?refused=address`;
  await keepCustomer(signedIn);
  return consentPage;
}

/** The path of an address of ours; `/` of any other. */
function ownPath(url: string): string {
  const { appUrl } = runtime();
  return relativePath(url.startsWith(`${appUrl}/`) ? url.slice(appUrl.length) : url);
}

type Answer = Awaited<ReturnType<Runtime["auth"]["signInByLink"]>>;

/** @throws Error `second_factor`, with the challenge in a cookie, where a code is to come */
async function toUser(answer: Answer): Promise<User | null> {
  if (!answer) return null;
  if ("challenge" in answer) {
    await keepChallenge(answer.challenge);
    throw new Error("second_factor");
  }
  const { userId, name: userName, token } = answer;
  return { id: userId, name: userName, sessionToken: token };
}

async function keepChallenge(challenge: string): Promise<void> {
  const jar = await cookies();
  const lifetime = { maxAge: challengeSeconds };
  jar.set(cookieName("crossdock.challenge"), challenge, { ...cookieOptions(), ...lifetime });
}

/** NextAuth hands the error's message to the page: let it be our code, such as `rate_limited`. */
function byCode(error: unknown): never {
  throw new Error(codeOf(error), { cause: error });
}

function codeOf(error: unknown): string {
  return String(error instanceof Error && "code" in error ? error.code : "internal");
}

/** Our own server writes the address and drops what a client sent under its name. */
async function client() {
  const all = await headers();
  const address = all.get("x-client-address") ?? "unknown";
  return { address, userAgent: all.get("user-agent") };
}

function cookie(name: string, maxAge?: number) {
  return { name: cookieName(`crossdock.${name}`), options: { ...cookieOptions(), maxAge } };
}
