import { TRPCError } from "@trpc/server";
import { callProcedure } from "../call.ts";
import { type Digest, etagOf } from "../conditional/etag.ts";
import {
  checkPreconditions,
  preconditionRequired,
  readPreconditions,
} from "../conditional/preconditions.ts";
import type { HttpRequest } from "../http/message.ts";
import type { RestOptions } from "../options.ts";
import type { Resource } from "./api.ts";
import { coerceParams, decode } from "./decode.ts";
import { fingerprint, readIdempotencyKey } from "./idempotency-key.ts";
import type { Media } from "./media.ts";
import type { Plan } from "./plan.ts";
import { represent } from "./render.ts";

/** What a call is made of. */
export type CallTarget = {
  request: HttpRequest;
  plan: Plan;
  params: string[];
  media: Media;
  resource: Resource | undefined;
};

/** Reads the request, calls its procedure once, and returns the output in the shape of the version. */
export type RestCall<Ctx> = (
  ctx: Ctx,
  target: CallTarget,
) => Promise<{ output: unknown; replayed: boolean }>;

export function createCaller<Ctx, Req>(
  options: RestOptions<Ctx, Req>,
  digest: Digest,
): RestCall<Ctx> {
  const { router, idempotencyStore, withPrecondition = checkBefore } = options;

  function run(plan: Plan, input: unknown, ctx: Ctx): Promise<unknown> {
    return callProcedure(router, plan.operation, input, ctx);
  }

  /** The ETag of what a GET of the same path would show; nothing where it would show nothing. */
  async function currentEtag({ resource, params, media }: CallTarget, ctx: Ctx) {
    const plan = resource?.plans.get("GET");
    if (plan === undefined) return undefined;
    try {
      const output = await run(plan, coerceParams(params, plan), ctx);
      const body = represent(plan, media, toVersion(plan, output));
      return body === undefined ? undefined : await etagOf(body, digest);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function guard(ctx: Ctx, target: CallTarget): Promise<Ctx> {
    const { plan, request } = target;
    if (plan.operation.method === "GET") return ctx;
    const preconditions = readPreconditions(request);
    if (preconditions === undefined) return ctx;
    const check = async (inside: Ctx) =>
      checkPreconditions(preconditions, await currentEtag(target, inside));
    return withPrecondition(ctx, check);
  }

  return async (ctx, target) => {
    const { request, plan, params } = target;
    const { operation } = plan;
    refuseUnconditional(plan, request);
    const key = readIdempotencyKey(request.header("idempotency-key"), plan);
    const { input, query, body } = await decode(request, plan, params);
    const guarded = await guard(ctx, target);
    if (key === undefined || idempotencyStore === undefined) {
      return { output: toVersion(plan, await run(plan, input, guarded)), replayed: false };
    }
    const call = {
      ctx: guarded,
      operation: operation.name,
      key,
      fingerprint: await fingerprint(plan, params, query, body),
    };
    const { output, replayed } = await idempotencyStore.run(call, (inside) =>
      run(plan, input, inside),
    );
    return { output: toVersion(plan, output), replayed };
  };
}

function toVersion({ operation }: Plan, output: unknown): unknown {
  const down = operation.adaptation?.down;
  return down === undefined ? output : down(output);
}

function refuseUnconditional({ operation }: Plan, request: HttpRequest): void {
  if (operation.ifMatch !== "required" || request.header("if-match") !== undefined) return;
  throw preconditionRequired();
}

async function checkBefore<Ctx>(ctx: Ctx, check: (ctx: Ctx) => Promise<void>): Promise<Ctx> {
  await check(ctx);
  return ctx;
}

function isMissing(error: unknown): boolean {
  return error instanceof TRPCError && error.code === "NOT_FOUND";
}
