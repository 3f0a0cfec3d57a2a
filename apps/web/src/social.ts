import type { SocialProfile } from "@crossdock/api";
import type { Account, NextAuthOptions, Profile, User } from "next-auth";
import FacebookProvider from "next-auth/providers/facebook";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import TwitterProvider from "next-auth/providers/twitter";
import type { Runtime } from "../server/runtime.ts";

type Provider = Extract<NextAuthOptions["providers"][number], { type: "oauth" }>;
type Configured = Awaited<ReturnType<Runtime["auth"]["providers"]>>[number];

/** A configured provider as NextAuth takes it; every flow is bound to its browser by a state. */
export function socialProvider(configured: Configured): Provider {
  const { agent } = configured;
  // Beside the provider's own options and not among them: those are copied deep, an agent's class with them.
  return { ...bare(configured), httpOptions: { agent, timeout: 5000 } };
}

function bare({ id, name, clientId, clientSecret, issuer }: Configured): Provider {
  const client = { clientId, clientSecret };
  if (id === "google") return GoogleProvider({ ...client, checks: ["pkce", "state", "nonce"] });
  if (id === "github") return GithubProvider({ ...client, userinfo: githubUserinfo });
  if (id === "facebook") return FacebookProvider(client);
  if (id === "x") return TwitterProvider({ ...client, id, name, version: "2.0" });
  return openIdProvider({ ...client, id, name, wellKnown: `${issuer}${discovery}` });
}

/** Whom the provider has named, and whether it vouches for the address. */
export function toSocialProfile(
  { provider, providerAccountId: subject }: Account,
  profile: Profile & Record<string, unknown>,
  user: User,
): SocialProfile {
  const issuer = issuers[provider] ?? String(profile.iss);
  const { email = null } = profile;
  const verifiedEmail = vouchesFor(provider, profile) ? email : null;
  return { provider, issuer, subject, verifiedEmail, label: email ?? user.name ?? subject };
}

const discovery = "/.well-known/openid-configuration";

// X and Facebook say nothing of whose an address is. Google is no authority for addresses of others
// than its own: they can have changed hands since it looked.
function vouchesFor(provider: string, profile: Profile & Record<string, unknown>): boolean {
  if (profile.email_verified !== true) return false;
  if (provider !== "google") return provider === "oidc" || provider === "github";
  return profile.hd !== undefined || /@gmail\.com$/i.test(profile.email ?? "");
}

const issuers: Record<string, string> = {
  google: "https://accounts.google.com",
  github: "https://github.com",
  facebook: "https://www.facebook.com",
  x: "https://x.com",
};

type Client = { clientId: string; clientSecret: string };

function openIdProvider(
  options: Client & { id: string; name: string; wellKnown: string },
): OAuthConfig<Profile> {
  return {
    ...options,
    type: "oauth",
    idToken: true,
    authorization: { params: { scope: "openid email profile" } },
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Many issuers tell the address there alone.
      async request({ client, tokens }) {
        const claims = claimsOf(tokens.id_token);
        const info = await client.userinfo(tokens.access_token ?? "");
        // OpenID Connect Core §5.3.2: else an exchanged access token could name somebody else.
        if (info.sub !== claims.sub) throw new Error("The issuer told of two subjects.");
        return { ...info, ...claims };
      },
    },
    profile: ({ sub = "", name = null, email = null }) => ({
      ...{ id: sub, name, email },
      sessionToken: "",
    }),
  };
}

/** Of an ID token that NextAuth has verified: signature, issuer, audience, times and nonce. */
function claimsOf(idToken = ""): Profile {
  return JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8"));
}

const githubUserinfo: OAuthConfig<Profile>["userinfo"] = {
  async request({ client, tokens }) {
    const token = tokens.access_token ?? "";
    const profile = await client.userinfo<Record<string, unknown>>(token);
    const { body } = await client.requestResource("https://api.github.com/user/emails", token);
    const email = primaryAddress(JSON.parse(String(body)));
    return { ...profile, email, email_verified: email !== undefined };
  },
};

/** The primary address of GitHub's list, where its owner has confirmed it. */
export function primaryAddress(addresses: unknown): string | undefined {
  if (!Array.isArray(addresses)) return undefined;
  const primary = addresses.find((one) => one?.primary === true && one.verified === true);
  return typeof primary?.email === "string" ? primary.email : undefined;
}
