import { HttpError } from "@crossdock/http";
import { z } from "zod";
import { ConnectorError, type ConnectorErrorKind } from "../connector-error.ts";

/** What an error of the mail library means to us. */
export function toMailError(error: unknown): ConnectorError {
  if (error instanceof HttpError) return ofConnecting(error);
  const facts = MailFailure.safeParse(error).data ?? {};
  const message = error instanceof Error ? error.message : "The mail was not sent.";
  return new ConnectorError("smtp", kindOf(facts), message, { code: facts.code, cause: error });
}

// Before the first word was said.
function ofConnecting(error: HttpError): ConnectorError {
  const kind = error.kind === "refused" ? "configuration" : "unavailable";
  const { cause } = error;
  const message = cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
  return new ConnectorError("smtp", kind, message, { cause: error });
}

const MailFailure = z.object({
  code: z.string().optional(),
  syscall: z.string().optional(),
  /** The library's reading of the reply: 5xx is for good, 4xx is not (RFC 5321 §4.2.1). */
  permanent: z.boolean().optional(),
});

function kindOf({
  code = "",
  syscall,
  permanent,
}: z.infer<typeof MailFailure>): ConnectorErrorKind {
  if (misconfigured.has(code)) return "configuration";
  if (permanent !== undefined) return permanent ? "invalid_request" : "unavailable";
  if (code === "EDNS" || syscall === "connect") return "unavailable";
  // Cut off without a reply: the server may have taken the mail.
  return "indeterminate";
}

const misconfigured = new Set(["EAUTH", "ENOAUTH", "EOAUTH2", "ECONFIG", "ETLS"]);
