import { canonicalEmail, newId } from "@crossdock/core";
import { isUniqueViolation } from "@crossdock/db";
import type { Client, SignInAnswer } from "@crossdock/identity";
import type { CommandContext, Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

/** A person as a provider has told us, whom we asked ourselves. */
export type SocialProfile = {
  provider: string;
  /** Both bind the account: an e-mail address can change hands. */
  issuer: string;
  subject: string;
  /** Only where the provider says that the address is the person's. */
  verifiedEmail: string | null;
  /** What its owner recognises it by. */
  label: string;
};

/**
 * Signs a user in whose account this is, or who has the same verified address and is linked then and
 * there. Null for everybody else, for which of the reasons is not told: nobody gets an account so.
 */
export async function signInBySocial(
  context: Context,
  profile: SocialProfile,
  client: Client,
): Promise<SignInAnswer> {
  const userId = (await linkedUser(context, profile)) ?? (await linkByEmail(context, profile));
  return userId === null ? null : context.services.identity.signIn.begin(userId, client);
}

/** Links the account to the user, who is signed in and has asked for it. */
export async function linkIdentity(
  context: Context,
  userId: string,
  profile: SocialProfile,
): Promise<"linked" | "taken"> {
  try {
    await unitOfWork(context, "users.linkIdentity", (ctx) => link(ctx, userId, profile));
    return "linked";
  } catch (error) {
    // It is somebody's already, or the user has another one of this provider.
    if (isUniqueViolation(error)) return "taken";
    throw error;
  }
}

async function linkedUser(
  { services }: Context,
  { issuer, subject }: SocialProfile,
): Promise<string | null> {
  const found = await services.db.query<{ userId: string }>("identity-use", identityUse, [
    ...[issuer, subject, services.clock.now()],
  ]);
  return found[0]?.userId ?? null;
}

async function linkByEmail(context: Context, profile: SocialProfile): Promise<string | null> {
  if (profile.verifiedEmail === null) return null;
  const email = canonicalEmail(profile.verifiedEmail);
  const { prisma } = context.services.db;
  const user = await prisma.user.findUnique({ where: { email, status: "active" } });
  if (!user) return null;
  return (await linkIdentity(context, user.id, profile)) === "linked" ? user.id : null;
}

async function link(
  ctx: CommandContext,
  userId: string,
  { provider, issuer, subject, label }: SocialProfile,
): Promise<void> {
  ctx.about(userId);
  await ctx.db.userIdentity.create({
    data: {
      ...{ id: newId("idn", ctx.now), userId, provider, issuer, subject },
      ...{ label: label.slice(0, 254), createdAt: ctx.now, lastUsedAt: ctx.now },
    },
  });
}

const identityUse = `
  UPDATE user_identity i SET last_used_at = $3 FROM "user" u
  WHERE i.issuer = $1 AND i.subject = $2 AND u.id = i.user_id AND u.status = 'active'
  RETURNING i.user_id AS "userId"`;
