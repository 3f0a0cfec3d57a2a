import { AppError } from "@crossdock/core";

/** No credential was sent at all: the one 401 whose challenge names no error (RFC 6750 §3.1). */
export class NoCredential extends AppError {
  constructor(detail: string) {
    super("unauthenticated", { detail });
  }
}

/**
 * What `WWW-Authenticate` tells a program: what was wrong with its token, or which scope it lacks
 * (RFC 6750 §3), and where it learns whom to ask for one (RFC 9728 §5.1).
 */
export function challengeFor(error: AppError, metadataUrl?: string): string | undefined {
  const where: Record<string, string> = metadataUrl ? { resource_metadata: metadataUrl } : {};
  const scope = error.data?.requiredScope;
  if (error.status === 401) return challenge({ ...faultOf(error), ...where });
  if (error.status !== 403 || typeof scope !== "string") return undefined;
  return challenge({ error: "insufficient_scope", scope, ...where });
}

function faultOf(error: AppError): Record<string, string> {
  if (error instanceof NoCredential) return {};
  return { error: "invalid_token", error_description: error.detail ?? error.message };
}

function challenge(members: Record<string, string>): string {
  const all = Object.entries({ realm: "crossdock", ...members });
  return `Bearer ${all.map(([name, value]) => `${name}="${quotable(value)}"`).join(", ")}`;
}

/** ASCII without quotes and back slashes, as RFC 6750 §3 wants it. */
function quotable(text: string): string {
  return text.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, "?");
}
