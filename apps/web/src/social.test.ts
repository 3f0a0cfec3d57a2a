import type { Account } from "next-auth";
import { expect, test } from "vitest";
import { primaryAddress, toSocialProfile } from "./social.ts";

const user = { id: "1", name: "Zoe", sessionToken: "" };

function verifiedEmailOf(provider: string, profile: object): string | null {
  const account = { provider, providerAccountId: "1", type: "oauth" } as Account;
  return toSocialProfile(account, { iss: "https://issuer.example", ...profile }, user)
    .verifiedEmail;
}

test("an address counts where the provider says that it is the person's", () => {
  const email = "zoe@example.com";
  expect(verifiedEmailOf("oidc", { email, email_verified: true })).toBe(email);
  expect(verifiedEmailOf("github", { email, email_verified: true })).toBe(email);
  expect(verifiedEmailOf("google", { email, email_verified: true, hd: "example.com" })).toBe(email);
  const gmail = "zoe@gmail.com";
  expect(verifiedEmailOf("google", { email: gmail, email_verified: true })).toBe(gmail);
});

test("it does not where nothing is said, or something else than true, or nobody may say it", () => {
  const email = "zoe@example.com";
  for (const email_verified of [undefined, false, "true", 1, null]) {
    expect(verifiedEmailOf("oidc", { email, email_verified }), String(email_verified)).toBeNull();
  }
  expect(verifiedEmailOf("google", { email, email_verified: true })).toBeNull();
  expect(verifiedEmailOf("facebook", { email, email_verified: true })).toBeNull();
  expect(verifiedEmailOf("x", { email, email_verified: true })).toBeNull();
});

test("issuers of one's own choice bind by what they call themselves, the others by their name", () => {
  const account = { provider: "oidc", providerAccountId: "7", type: "oauth" } as Account;
  const profile = { iss: "https://issuer.example" };
  expect(toSocialProfile(account, profile, user)).toMatchObject({
    ...{ issuer: "https://issuer.example", subject: "7", label: "Zoe" },
  });
  const google = { ...account, provider: "google" } as Account;
  expect(toSocialProfile(google, { iss: "https://evil.example" }, user).issuer).toBe(
    "https://accounts.google.com",
  );
});

test("GitHub's primary address counts where it is confirmed, no other one", () => {
  const [primary, other] = [{ email: "a@x.example", primary: true }, { email: "b@x.example" }];
  expect(primaryAddress([other, { ...primary, verified: true }])).toBe("a@x.example");
  expect(
    primaryAddress([
      { ...other, verified: true },
      { ...primary, verified: false },
    ]),
  ).toBe(undefined);
  expect(primaryAddress({ message: "rate limited" })).toBe(undefined);
});
