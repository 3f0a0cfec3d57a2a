import { cookies, headers } from "next/headers";
import type { NextAuthOptions, User } from "next-auth";
import NextAuth from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { cookieName, cookieOptions, isSecure } from "./cookies.ts";
import { runtime } from "./runtime.ts";

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
  return NextAuth(options())(request, context);
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
function options(): NextAuthOptions {
  const { auth, authSecret } = runtime();
  return {
    secret: authSecret,
    useSecureCookies: isSecure(),
    pages: { signIn: "/login", error: "/login", signOut: "/login" },
    session: { strategy: "jwt", maxAge: thirtyDays },
    providers: [passwordProvider(), linkProvider(), codeProvider()],
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
      jwt: ({ token, user }) => (user ? { ...token, sessionToken: user.sessionToken } : token),
      // The page decides where to go next, from a relative path it has checked.
      redirect: ({ baseUrl }) => baseUrl,
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

type Answer = Awaited<ReturnType<ReturnType<typeof runtime>["auth"]["signInByLink"]>>;

/** @throws Error `second_factor`, with the challenge in a cookie, where a code is to come */
async function toUser(answer: Answer): Promise<User | null> {
  if (!answer) return null;
  if ("challenge" in answer) {
    const lifetime = { maxAge: challengeSeconds };
    (await cookies()).set(cookieName("crossdock.challenge"), answer.challenge, {
      ...cookieOptions(),
      ...lifetime,
    });
    throw new Error("second_factor");
  }
  const { userId, name: userName, token } = answer;
  return { id: userId, name: userName, sessionToken: token };
}

/** NextAuth hands the error's message to the page: let it be our code, such as `rate_limited`. */
function byCode(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : "internal";
  throw new Error(String(code), { cause: error });
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
