import { cookies } from "next/headers";
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
    providers: [passwordProvider(), linkProvider()],
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
    async authorize(credentials, request): Promise<User | null> {
      if (!credentials?.email || !credentials.password) return null;
      const { email, password } = credentials;
      const address = addressOf(request.headers);
      return toUser(await runtime().auth.signIn({ email, password, address }).catch(byCode));
    },
  });
}

function linkProvider() {
  return CredentialsProvider({
    id: "link",
    credentials: { token: {} },
    async authorize(credentials, request): Promise<User | null> {
      if (!credentials?.token) return null;
      const address = addressOf(request.headers);
      return toUser(await runtime().auth.signInByLink(credentials.token, address).catch(byCode));
    },
  });
}

type SignedIn = Awaited<ReturnType<ReturnType<typeof runtime>["auth"]["signInByLink"]>>;

function toUser(signedIn: SignedIn): User | null {
  if (!signedIn) return null;
  const { userId, name, token } = signedIn;
  return { id: userId, name, sessionToken: token };
}

/** NextAuth hands the error's message to the page: let it be our code, such as `rate_limited`. */
function byCode(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : "internal";
  throw new Error(String(code), { cause: error });
}

/** Our own server writes this header and drops what a client sent under its name. */
function addressOf(headers: Record<string, unknown> | undefined): string {
  return String(headers?.["x-client-address"] ?? "unknown");
}

function cookie(name: string, maxAge?: number) {
  return { name: cookieName(`crossdock.${name}`), options: { ...cookieOptions(), maxAge } };
}
