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
import { noBody } from "./body.ts";
import { coerceParams, decode } from "./decode.ts";
import type { AnyExchange } from "./exchange.ts";
import { fingerprint, readIdempotencyKey } from "./idempotency-key.ts";
import type { Media } from "./media.ts";
import type { Plan } from "./plan.ts";
import { represent } from "./render.ts";

/** What a call is made of. */
type CallTarget = {
  exchange: Pick<AnyExchange, "watch" | "body">;
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

  function guardOf(target: CallTarget): Guard<Ctx> | undefined {
    const { plan, request } = target;
    const wanted = plan.operation.method === "GET" ? undefined : readPreconditions(request);
    if (wanted === undefined) return undefined;
    return createGuard(async (ctx: Ctx) =>
      checkPreconditions(wanted, await currentEtag(target, ctx)),
    );
  }

  return async (ctx, target) => {
    const { request, plan, params } = target;
    refuseUnconditional(plan, request);
    const key = readIdempotencyKey(request.header("idempotency-key"), plan);
    const { input, query, body } = await decode(request, plan, params);
    target.exchange.body = body === noBody ? undefined : body.members;
    target.exchange.watch.enter("call");
    const guard = guardOf(target);
    const work = async (inside: Ctx) =>
      run(plan, input, guard ? await withPrecondition(inside, guard.check) : inside);
    try {
      if (key === undefined || idempotencyStore === undefined) {
        return { output: toVersion(plan, await work(ctx)), replayed: false };
      }
      const operation = plan.operation.name;
      const print = await fingerprint(plan, params, query, body);
      const call = { ctx, operation, key, fingerprint: print };
      const { output, replayed } = await idempotencyStore.run(call, work);
      return { output: toVersion(plan, output), replayed };
    } catch (error) {
      throw guard?.refusal() ?? error;
    }
  };
}

type Guard<Ctx> = {
  check: (ctx: Ctx) => Promise<void>;
  /** Why the check refused last, whatever the procedure around it has made of that. */
  refusal: () => unknown;
};

function createGuard<Ctx>(verify: (ctx: Ctx) => Promise<void>): Guard<Ctx> {
  let refusal: unknown;
  return {
    async check(ctx) {
      refusal = undefined;
      try {
        await verify(ctx);
      } catch (error) {
        refusal = error;
        throw error;
      }
    },
    refusal: () => refusal,
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
