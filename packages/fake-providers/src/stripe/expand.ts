import type { Account } from "./account.ts";
import { badParameter } from "./failure.ts";

type Plain = Record<string, unknown>;

/**
 * Puts whole objects in the place of ids, along each path (docs.stripe.com/api/expanding_objects).
 * @throws StripeFailure 400 where there is nothing to expand
 */
export function expandAll(
  account: Account,
  object: object,
  paths: readonly string[] = [],
): unknown {
  const copy: Plain = structuredClone({ ...object });
  for (const path of paths) expand(account, copy, path.split("."), path);
  return copy;
}

function expand(
  account: Account,
  object: Plain,
  [name = "", ...rest]: string[],
  path: string,
): void {
  if (name === "data" && Array.isArray(object.data)) {
    for (const item of object.data) expand(account, item, rest, path);
    return;
  }
  if (object.object === "charge" && name === "refunds")
    object.refunds ??= refundsOf(account, object);
  const value = object[name];
  if (value === null) return;
  if (typeof value === "string") {
    const whole = objectOf(account, value);
    if (!whole) throw badParameter("expand", `This property cannot be expanded (${path}).`);
    object[name] = structuredClone(whole);
  } else if (typeof value !== "object") {
    throw badParameter("expand", `This property cannot be expanded (${path}).`);
  }
  if (rest.length > 0) expand(account, object[name] as Plain, rest, path);
}

function objectOf(account: Account, id: string): object | undefined {
  const { sessions, intents, charges, refunds, disputes } = account;
  for (const map of [sessions, intents, charges, refunds, disputes]) {
    const object = map.get(id);
    if (object) return object;
  }
  return undefined;
}

function refundsOf({ refunds }: Account, { id }: Plain) {
  const data = [...refunds.values()].filter(({ charge }) => charge === id).reverse();
  return {
    object: "list",
    data: structuredClone(data),
    has_more: false,
    url: `/v1/charges/${id}/refunds`,
  };
}
