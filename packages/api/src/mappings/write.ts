import { findOperation } from "@crossdock/connectors/openapi";
import { AppError, invalidMember } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { documentOf } from "../connections/documents.ts";
import type { CommandContext } from "../procedure/context.ts";
import { inputSchema } from "./prepare.ts";
import { MappingDefinition } from "./schema.ts";

export const knownName = { detail: "There is a mapping of this name already." };

/**
 * The columns that a definition fills.
 * @throws AppError `validation_failed` where it names what is not there
 */
export async function columnsOf(ctx: CommandContext, definition: MappingDefinition) {
  const { direction, event } = definition;
  if (definition.direction === "out") {
    const { connectionId, method, path } = definition;
    const document = await documentOf(ctx.db, connectionId).catch((error: unknown) => {
      if (error instanceof AppError) throw invalid("connectionId", "Choose a connection.");
      throw error;
    });
    if (document && !findOperation(document, method, path)) {
      throw invalid("path", `The connected API has no ${method} ${path}.`);
    }
    return { direction, event, source: null, connectionId, definition };
  }
  const { operation, partnerId, source } = definition;
  if (!inputSchema(ctx.services, operation)) {
    throw invalid("operation", `There is no operation ${operation}.`);
  }
  const partner = partnerId && (await ctx.db.partner.findUnique({ where: { id: partnerId } }));
  if (partnerId && !partner) throw invalid("partnerId", "There is no such partner.");
  return { direction, event, source, connectionId: null, definition };
}

/** Keeps what a mapping is now. */
export async function saveVersion(
  ctx: CommandContext,
  { id, version, definition }: Prisma.MappingGetPayload<object>,
): Promise<void> {
  await ctx.db.mappingVersion.create({
    data: {
      ...{ mappingId: id, version, definition: MappingDefinition.parse(definition) },
      ...{ savedBy: ctx.principal.name, createdAt: ctx.now },
    },
  });
}

function invalid(member: string, detail: string): AppError {
  return invalidMember({ pointer: `#/definition/${member}`, code: "invalid_value", detail });
}
