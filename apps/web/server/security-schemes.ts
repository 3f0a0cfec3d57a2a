import { defaultSecuritySchemes } from "@crossdock/adapters";
import { customerScopes, grantableScopes } from "@crossdock/api";

/** Any of these will do: a key, or an access token of a program for itself or for a customer. */
export const securitySchemes = {
  ...defaultSecuritySchemes,
  OAuth: {
    type: "oauth2",
    description:
      "An access token of this server, a JWT (RFC9068, RFC8725): " +
      "/.well-known/oauth-authorization-server.",
    flows: {
      clientCredentials: {
        tokenUrl: "/oauth/token",
        // There is no refresh token: a new access token is had where the first one was.
        refreshUrl: "/oauth/token",
        scopes: described(grantableScopes),
      },
      authorizationCode: {
        authorizationUrl: "/oauth/authorize",
        tokenUrl: "/oauth/token",
        refreshUrl: "/oauth/token",
        scopes: described(customerScopes),
      },
    },
  },
};

function described(scopes: readonly string[]): Record<string, string> {
  return Object.fromEntries(scopes.map((scope) => [scope, sentenceOf(scope)]));
}

/** `orders:write`: "Change orders". */
function sentenceOf(scope: string): string {
  const [resource = "", action] = scope.split(":");
  return `${action === "read" ? "Read" : "Change"} ${resource.replaceAll("-", " ")}`;
}
