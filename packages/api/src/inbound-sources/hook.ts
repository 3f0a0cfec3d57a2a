import { invalidMember } from "@crossdock/core";
import type { z } from "zod";
import type { CommandContext, QueryContext } from "../procedure/context.ts";
import { findSource, type SourceRow } from "./render.ts";
import { type SetSourceHook, type SourceHook, SourceSettings } from "./schema.ts";

type Reading = { db: Pick<QueryContext["db"], "secret" | "reconciliation"> };

/** Which hook of GitHub's a source asks for failed deliveries, whether it may, and what came of it. */
export async function hookOf(
  { db }: Reading,
  { id, slug, settings }: SourceRow,
): Promise<z.output<typeof SourceHook>> {
  const hookUrl = hookUrlIn(settings);
  const { owner, name } = tokenPlace(id);
  const secret = await db.secret.findUnique({
    where: { owner_name: { owner, name } },
    select: { host: true },
  });
  const last = await db.reconciliation.findUnique({ where: { connector: slug } });
  return {
    ...{ id, hookUrl, token: stateOf(secret?.host, hookUrl) },
    last: last && {
      ...{ found: last.found, foundTotal: last.foundTotal, error: last.error },
      ranAt: last.ranAt.toISOString(),
    },
  };
}

export async function setHook(
  ctx: CommandContext,
  { id, hookUrl, token }: z.output<typeof SetSourceHook>,
) {
  const source = await findSource(ctx.db, id);
  if (source.kind !== "github")
    throw invalidMember({
      pointer: "#/id",
      code: "kind_other",
      detail: "Only sources of GitHub's kind can be asked.",
    });
  const { secrets } = ctx.services.identity;
  if (hookUrl === null) {
    await secrets.remove(ctx.db, tokenPlace(id));
  } else if (token !== undefined) {
    await secrets.put(ctx.db, tokenHandle(id, hookUrl), token);
  } else {
    const [known] = await secrets.list(tokenPlace(id).owner);
    if (!known)
      throw invalidMember({ pointer: "#/token", code: "token_missing", detail: "Enter a token." });
    // Against an address that is changed so that the token is sent to somebody else.
    if (known.host !== new URL(hookUrl).host)
      throw invalidMember({
        pointer: "#/token",
        code: "token_of_other_host",
        detail: "Enter the token anew for another host.",
      });
  }
  const settings = { kind: "github", ...(hookUrl === null ? {} : { hookUrl }) };
  const data = { settings, updatedAt: ctx.now, version: { increment: 1 } };
  await ctx.db.inboundSource.update({ where: { id }, data });
  return hookOf(ctx, await findSource(ctx.db, id));
}

/** Whose the token for GitHub's API is in the store, and for which host it is. */
export function tokenHandle(sourceId: string, hookUrl: string) {
  return { ...tokenPlace(sourceId), host: new URL(hookUrl).host };
}

export function tokenPlace(sourceId: string) {
  return { owner: `source:${sourceId}`, name: "token" };
}

function hookUrlIn(stored: unknown): string | null {
  const settings = SourceSettings.parse(stored);
  return settings.kind === "github" ? (settings.hookUrl ?? null) : null;
}

function stateOf(enteredFor: string | undefined, hookUrl: string | null) {
  if (enteredFor === undefined) return "missing" as const;
  const isSame = hookUrl !== null && new URL(hookUrl).host === enteredFor;
  return isSame ? ("set" as const) : ("other host" as const);
}
