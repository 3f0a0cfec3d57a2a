import { ApiAuth, fieldsOf, findOperation, listOperations } from "@crossdock/connectors/openapi";
import { AppError, newId, toPage } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import { refuseMapped } from "../mappings/refuse-mapped.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { prepareCall } from "./call.ts";
import { documentOf } from "./documents.ts";
import { toConnection } from "./render.ts";
import {
  ApiOperationList,
  Connection,
  ConnectionOperation,
  ConnectionPage,
  CreateConnection,
  GetConnection,
  GetConnectionOperation,
  ListConnections,
  RefreshConnection,
  RemovedConnection,
  ShownRequest,
  TestConnection,
  TestedConnection,
  UpdateConnection,
} from "./schema.ts";
import { tryLive } from "./try.ts";
import { baseUrlFrom, documentColumns, fetchDocument, keepSecret } from "./write.ts";

export const connectionsRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List connections to other APIs" })
    .input(ListConnections)
    .output(ConnectionPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const where = startingAfter(cursor);
      const omit = { document: true } as const;
      const rows = await ctx.db.connection.findMany({ where, omit, ...newestFirst(limit) });
      const { data, ...page } = toPage(rows, limit, (row) => toConnection(ctx.db, row));
      return { ...page, data: await Promise.all(data) };
    }),

  get: query("connectors:read")
    .meta({ summary: "Get a connection" })
    .input(GetConnection)
    .output(Connection)
    .query(async ({ ctx, input: { id } }) =>
      toConnection(ctx.db, await findConnection(ctx.db, id)),
    ),

  // These fetch a document before their transaction: nothing reaches out within one.
  create: query("connectors:write")
    .meta({ summary: "Connect an API" })
    .input(CreateConnection)
    .output(Connection)
    .ask(async ({ ctx: context, input }) => {
      const fetched = await fetchDocument(context, input);
      const { name, auth, secret, documentUrl } = input;
      const baseUrl = baseUrlFrom(input.baseUrl, fetched, documentUrl);
      const row = await unitOfWork(context, "connections.create", async (ctx) => {
        const id = newId("cnx", ctx.now);
        const ofDocument = fetched
          ? await documentColumns(ctx, fetched, { documentUrl: documentUrl ?? null })
          : { changes: [] };
        const times = { createdAt: ctx.now, updatedAt: ctx.now };
        const data = { id, name, baseUrl, auth, ...ofDocument, ...times };
        const create = () => ctx.db.connection.create({ data, omit: { document: true } });
        const created = await refuseDuplicates(known, create);
        await keepSecret(ctx, { id, baseUrl, auth }, secret);
        return created;
      });
      return toConnection(context.db, row);
    }),

  refresh: query("connectors:write")
    .meta({ summary: "Take a newer document for a connection" })
    .input(RefreshConnection)
    .output(Connection)
    .ask(async ({ ctx: context, input: { id, ...given } }) => {
      const { documentUrl } = await findConnection(context.db, id);
      const url = given.documentUrl ?? (given.document === undefined ? documentUrl : undefined);
      const fetched = await fetchDocument(context, {
        ...given,
        ...(url ? { documentUrl: url } : {}),
      });
      if (!fetched) throw nothingToRefresh();
      const row = await unitOfWork(context, "connections.refresh", async (ctx) => {
        const columns = await documentColumns(ctx, fetched, {
          id,
          documentUrl: url ?? documentUrl,
        });
        const data = { ...columns, updatedAt: ctx.now, version: { increment: 1 } };
        return ctx.db.connection.update({ where: { id }, data, omit: { document: true } });
      });
      return toConnection(context.db, row);
    }),

  update: command("connectors:write")
    .meta({ summary: "Change a connection" })
    .input(UpdateConnection)
    .output(Connection)
    .mutation(async ({ ctx, input: { id, secret, ...fields } }) => {
      const found = await findConnection(ctx.db, id);
      const before = { id, baseUrl: found.baseUrl, auth: ApiAuth.parse(found.auth) };
      const after = { ...before, ...fields };
      await keepSecret(ctx, after, secret, before);
      const data = { ...fields, updatedAt: ctx.now, version: { increment: 1 } };
      const where = { id };
      const update = () => ctx.db.connection.update({ where, data, omit: { document: true } });
      return toConnection(ctx.db, await refuseDuplicates(known, update));
    }),

  remove: command("connectors:write")
    .meta({ summary: "Remove a connection and its secret" })
    .input(GetConnection)
    .output(RemovedConnection)
    .mutation(async ({ ctx, input: { id } }) => {
      const { baseUrl } = await findConnection(ctx.db, id);
      await refuseMapped(ctx.db, { connectionId: id }, (them) => `change or remove ${them}`);
      await keepSecret(ctx, { id, baseUrl, auth: { kind: "none" } }, undefined);
      await ctx.db.connection.delete({ where: { id } });
      return { id };
    }),

  operations: query("connectors:read")
    .meta({ summary: "List what a connected API offers" })
    .input(GetConnection)
    .output(ApiOperationList)
    .query(async ({ ctx, input: { id } }) => {
      const document = await documentOf(ctx.db, id);
      return { data: document ? listOperations(document).slice(0, 5000) : [] };
    }),

  operation: query("connectors:read")
    .meta({ summary: "Get what an operation of a connected API takes" })
    .input(GetConnectionOperation)
    .output(ConnectionOperation)
    .query(async ({ ctx, input: { id, method, path } }) => {
      const document = await documentOf(ctx.db, id);
      const operation = document && findOperation(document, method, path);
      if (!operation) throw new AppError("not_found", { detail: `It has no ${method} ${path}.` });
      const { body } = operation;
      return { ...operation, body: body && { ...body, fields: fieldsOf(body.schema) } };
    }),

  request: query("connectors:write")
    .meta({ summary: "See the request that values make, without sending it" })
    .input(TestConnection)
    .output(ShownRequest)
    .ask(async ({ ctx, input }) => (await prepareCall(ctx, input)).shown),

  test: command("connectors:write")
    .meta({ summary: "Send a request to a connected API" })
    .input(TestConnection)
    .output(TestedConnection)
    .mutation(
      async ({ ctx, input }) => {
        const { shown: request } = await prepareCall(ctx, input);
        return { id: input.id, request, answer: null };
      },
      { afterCommit: tryLive },
    ),
});

const known = { detail: "There is a connection of this name already." };

async function findConnection(db: Pick<Tx, "connection">, id: string) {
  const row = await db.connection.findUnique({ where: { id }, omit: { document: true } });
  if (!row) throw new AppError("not_found", { detail: `There is no connection ${id}.` });
  return row;
}

function nothingToRefresh(): AppError {
  return new AppError("validation_failed", {
    detail: "Paste a document or give its address: this connection has none to fetch again.",
  });
}
