import { callAs, installAlertRules } from "@crossdock/api";
import type { Env } from "@crossdock/config/env";
import { canonicalEmail, newId, systemPrincipal } from "@crossdock/core";
import { generatePassword } from "@crossdock/identity";
import type { Product } from "./product.ts";
import type { Say } from "./say.ts";

/** What the first start has made and tells once. */
export type FirstRun = { email: string; password: string; link: string; key: string };

/**
 * Fills an empty database: the shop, its demo data, its owner and a key for the first call. Null
 * where that was done before. A start that was interrupted goes on here.
 */
export async function setUp(product: Product, env: Env, say: Say): Promise<FirstRun | null> {
  const { db, clock } = product;
  const demo = env.SEED === "demo";
  const name = demo ? "Harbour & Pine" : "My shop";
  await db.prisma.shop.createMany({
    data: { name, currency: "EUR", taxIncluded: true, demo, updatedAt: clock.now() },
    skipDuplicates: true,
  });
  await installAlertRules(product);
  if ((await db.prisma.user.count()) > 0) return null;
  if (demo) await say.step("Making the demo shop", (log) => seed(product, log));
  return createOwner(product, env);
}

// Loaded for this one time: its tables of words are of no use later.
async function seed(product: Product, log: (line: string) => void): Promise<void> {
  const { seedDemo } = await import("@crossdock/api/seed");
  await seedDemo(product, { log });
}

// The owner comes after the demo data: as long as there is none, the set-up is not over.
async function createOwner(product: Product, env: Env): Promise<FirstRun | null> {
  const { db, clock, identity, appUrl } = product;
  const password = env.ADMIN_PASSWORD ?? generatePassword();
  const now = clock.now();
  const owner = {
    id: newId("usr", now),
    email: canonicalEmail(env.ADMIN_EMAIL),
    name: "Owner",
    role: "owner",
    passwordHash: await identity.passwords.hash(password),
    status: "active" as const,
    createdAt: now,
    updatedAt: now,
  };
  // Of processes that start at once on an empty database one makes the owner, and tells of it.
  const { count } = await db.prisma.user.createMany({ data: owner, skipDuplicates: true });
  if (count === 0) return null;
  const { key } = await callAs(product, systemPrincipal("setup"), "cli").keys.create({
    name: "First steps",
    scopes: ["products:read", "orders:read", "orders:write", "events:read", "inquiries:write"],
  });
  const { token } = await identity.sessions.createLink(owner.id);
  const link = `${appUrl}/login/link?token=${token}`;
  return { email: owner.email, password, link, key };
}
