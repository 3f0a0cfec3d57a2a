import { AppError, invalidMember, newId } from "@crossdock/core";
import type { z } from "zod";
import { refuseMapped } from "../mappings/refuse-mapped.ts";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { tokenPlace } from "./hook.ts";
import { findSource, type SourceRow, sourceOf } from "./render.ts";
import type { CreateInboundSource, UpdateInboundSource } from "./schema.ts";
import { keepSecret } from "./secrets.ts";

export async function createSource(
  ctx: CommandContext,
  { secret, ...input }: z.output<typeof CreateInboundSource>,
) {
  const { slug, settings } = input;
  if (ctx.services.connectors.definitions.some(({ id }) => id === slug))
    throw invalidMember({
      pointer: "#/slug",
      code: "slug_taken",
      detail: "This is a connector's own address. Choose another.",
    });
  const id = newId("src", ctx.now);
  const times = { createdAt: ctx.now, updatedAt: ctx.now };
  const data = { ...input, id, kind: settings.kind, enabled: true, ...times };
  const taken = { detail: `There is a source with the address ${slug} already.` };
  await refuseDuplicates(taken, () => ctx.db.inboundSource.create({ data }));
  if (secret !== undefined)
    await keepSecret(ctx, { sourceId: id, settings, label: "First secret", secret });
  return sourceOf(ctx, await findSource(ctx.db, id));
}

export async function updateSource(
  ctx: CommandContext,
  { id, version, ...change }: z.output<typeof UpdateInboundSource>,
) {
  const known = await lockSource(ctx, id);
  if (version !== undefined && version !== known.version) throw changedMeanwhile(known.name);
  // Its secrets and its events are of the kind that it was made with.
  if (change.settings && change.settings.kind !== known.kind)
    throw invalidMember({
      pointer: "#/settings/kind",
      code: "kind_fixed",
      detail: "A source's kind stays. Make another source.",
    });
  const data = { ...change, updatedAt: ctx.now, version: { increment: 1 } };
  await ctx.db.inboundSource.update({ where: { id }, data });
  return sourceOf(ctx, await findSource(ctx.db, id));
}

/**
 * Lets nothing more in at its address, and forgets its secrets. The events that have come stay, and so do
 * the mappings of its address that are off.
 * @throws AppError `conflict` while one is on: it would seem to work, and hear of nothing
 */
export async function removeSource(ctx: CommandContext, id: string): Promise<{ id: string }> {
  const { slug } = await lockSource(ctx, id);
  const on = { direction: "in", source: slug, enabled: true };
  await refuseMapped(ctx.db, on, (them) => `switch ${them} off`);
  await ctx.services.identity.secrets.remove(ctx.db, tokenPlace(id));
  await ctx.db.reconciliation.deleteMany({ where: { connector: slug } });
  await ctx.db.inboundSource.delete({ where: { id } });
  return { id };
}

async function lockSource(ctx: CommandContext, id: string): Promise<SourceRow> {
  await ctx.db.$executeRaw`SELECT FROM inbound_source WHERE id = ${id} FOR UPDATE`;
  return findSource(ctx.db, id);
}

function changedMeanwhile(name: string): AppError {
  return new AppError("conflict", {
    detail: `Somebody has changed ${name} meanwhile: load the page again.`,
  });
}
