import { type Configuration, errors, type Provider } from "oidc-provider";
import { type KeySet, signingAlgorithm, tokenLifetime } from "./keys.ts";

/** What tokens can be for (RFC 8707): every name of a resource, and the one that tokens carry. */
export type Resources = {
  /** The audience of a resource, by each of its names. */
  audiences: ReadonlyMap<string, string>;
  /** Where a client names none. */
  default: string;
};

type ResourceIndicators = NonNullable<NonNullable<Configuration["features"]>["resourceIndicators"]>;

/**
 * Reads the names of one resource as the same one, in every request: a token for `/api/v1` is one
 * for `/api`, whichever of both the code was asked for.
 */
export function nameResourcesAlike(provider: Provider, { audiences }: Resources): void {
  const given = new WeakMap<object, Params>();
  const alike = (name: unknown) => audiences.get(String(name)) ?? name;
  Object.defineProperty(provider.OIDCContext.prototype, "params", {
    get(this: object) {
      return given.get(this);
    },
    set(this: object, params: Params) {
      // Neither a text nor JSON in PostgreSQL can hold one.
      if (Object.values(params).some((value) => String(value).includes("\0"))) {
        throw new errors.InvalidRequest("a parameter holds a NUL character");
      }
      const { resource } = params;
      if (typeof resource === "string") params.resource = alike(resource);
      // A client that names a resource twice, as RFC 8707 allows, means it once.
      if (Array.isArray(resource)) params.resource = [...new Set(resource.map(alike))];
      given.set(this, params);
    },
  });
}

type Params = { resource?: unknown };

/**
 * What a token for this resource can say: of the client's own scopes, or of those that customers
 * grant, all that are asked for or none.
 */
export function resourceServer({
  resources: { audiences },
  keySet,
  scopes,
  customerScopes,
}: {
  resources: Resources;
  keySet: KeySet;
  scopes: readonly string[];
  customerScopes: readonly string[];
}): ResourceIndicators["getResourceServerInfo"] {
  return (ctx, resource, client) => {
    if (audiences.get(resource) !== resource) throw new errors.InvalidTarget();
    const { params = {}, route } = ctx.oidc;
    const isForItself = params.grant_type === "client_credentials";
    const all = isForItself ? scopes : customerScopes;
    const held = client.scope?.split(" ").filter((scope) => all.includes(scope)) ?? [...all];
    if (isForItself || route !== "token") {
      if (held.length === 0)
        throw new errors.InvalidScope("the client has no scope to ask for", "");
      params.scope ??= held.join(" ");
      refuseBeyond(String(params.scope).split(" "), held);
    }
    return {
      scope: held.join(" "),
      audience: resource,
      accessTokenTTL: tokenLifetime,
      accessTokenFormat: "jwt",
      jwt: { sign: { alg: signingAlgorithm, kid: keySet.signingKid } },
    };
  };
}

function refuseBeyond(asked: readonly string[], held: readonly string[]): void {
  const beyond = asked.filter((scope) => !held.includes(scope));
  if (beyond.length === 0) return;
  throw new errors.InvalidScope("requested scope is not allowed", beyond.join(" "));
}
