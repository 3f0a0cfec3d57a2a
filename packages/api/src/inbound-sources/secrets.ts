import { faultOfSecret } from "@crossdock/connectors";
import type { SourceSettings } from "@crossdock/connectors/inbound-settings";
import { AppError, invalidMember, newId } from "@crossdock/core";
import { inboundSecretPurpose } from "@crossdock/identity";
import type { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import { findSource, sourceOf } from "./render.ts";
import type { AddInboundSecret, EndInboundSecret } from "./schema.ts";

/** Adds a secret; in a rotation the others stay good for the overlap that was chosen. */
export async function addSecret(
  ctx: CommandContext,
  { id, label, secret, endOthersAfterSeconds }: z.output<typeof AddInboundSecret>,
) {
  const source = await findSource(ctx.db, id);
  const { settings, secrets } = sourceOf(ctx, source);
  if (secrets.filter(({ state }) => state !== "ended").length >= secretsMax)
    throw new AppError("conflict", { detail: `End one first: ${secretsMax} are good at once.` });
  if (endOthersAfterSeconds !== undefined) {
    const until = new Date(ctx.now.getTime() + endOthersAfterSeconds * 1000);
    // What ends sooner already still does.
    await ctx.db.inboundSecret.updateMany({
      where: { sourceId: id, OR: [{ validUntil: null }, { validUntil: { gt: until } }] },
      data: { validUntil: until },
    });
  }
  await keepSecret(ctx, { sourceId: id, settings, label, secret });
  await touch(ctx, id);
  return sourceOf(ctx, await findSource(ctx.db, id));
}

export async function endSecret(
  ctx: CommandContext,
  { id, secretId }: z.output<typeof EndInboundSecret>,
) {
  const source = await findSource(ctx.db, id);
  const secret = source.secrets.find((one) => one.id === secretId);
  if (!secret) throw new AppError("not_found", { detail: `The source has no secret ${secretId}.` });
  if (secret.validUntil === null || secret.validUntil > ctx.now) {
    await ctx.db.inboundSecret.update({ where: { id: secretId }, data: { validUntil: ctx.now } });
  }
  await touch(ctx, id);
  return sourceOf(ctx, await findSource(ctx.db, id));
}

type NewSecret = { sourceId: string; settings: SourceSettings; label: string; secret: string };

/** Seals a secret, good from now on. @throws AppError `validation_failed` where it can be none */
export async function keepSecret(
  ctx: CommandContext,
  { sourceId, settings, label, secret }: NewSecret,
): Promise<void> {
  const fault = faultOfSecret(settings.kind, secret);
  if (fault) throw invalidMember({ pointer: "#/secret", code: "secret_odd", detail: fault });
  const id = newId("ins", ctx.now);
  const purpose = inboundSecretPurpose({ id, sourceId });
  const sealed = await ctx.services.identity.vault.seal(secret, purpose);
  const from = { validFrom: ctx.now, createdAt: ctx.now };
  await ctx.db.inboundSecret.create({ data: { id, sourceId, label, sealed, ...from } });
}

// Each costs an HMAC for every delivery.
const secretsMax = 5;

async function touch({ db, now }: CommandContext, id: string): Promise<void> {
  const data = { updatedAt: now, version: { increment: 1 } };
  await db.inboundSource.update({ where: { id }, data });
}
