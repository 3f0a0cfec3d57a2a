import type { JsonSchema } from "../json-schema.ts";
import type { Endpoint } from "./endpoint.ts";
import {
  HTTP_STATUS_TRPC_ERROR_CODE,
  TRPC_ERROR_CODE_HTTP_STATUS,
  TRPC_ERROR_CODE_MESSAGE,
} from "./errors.ts";

type Code = keyof typeof TRPC_ERROR_CODE_MESSAGE;

/** What is said of an error that nobody has described. */
const messages: Partial<Record<Code, string>> = {
  UNAUTHORIZED: "Authorization not provided",
  FORBIDDEN: "Insufficient access",
  BAD_REQUEST: "Invalid input data",
};

/** The errors of an endpoint by status: those that it lists, or those that follow from what it is. */
export function errorsOf({ facts, method, input }: Endpoint): Record<number, string> {
  const { errorResponses, protect = true } = facts;
  if (Array.isArray(errorResponses)) {
    return Object.fromEntries(
      errorResponses.map((status) => {
        const code = HTTP_STATUS_TRPC_ERROR_CODE[status];
        return [status, code === undefined ? "Unknown error" : TRPC_ERROR_CODE_MESSAGE[code]];
      }),
    );
  }
  if (errorResponses !== undefined) return errorResponses;
  const codes: Code[] = [
    ...(protect ? (["UNAUTHORIZED", "FORBIDDEN"] as const) : []),
    ...(input.object === undefined ? [] : (["BAD_REQUEST"] as const)),
    ...(input.object === undefined || method === "POST" ? [] : (["NOT_FOUND"] as const)),
    "INTERNAL_SERVER_ERROR",
  ];
  return Object.fromEntries(
    codes.map((code) => [TRPC_ERROR_CODE_HTTP_STATUS[code], messageOf(code)]),
  );
}

/** The answers for these errors. Their schemas are named by code, and are those of `errorSchema`. */
export function errorResponses(errors: Record<number, string>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(errors).map(([status, description]) => {
      const schema = { $ref: `#/components/schemas/error.${codeOf(Number(status))}` };
      return [status, { description, content: { "application/json": { schema } } }];
    }),
  );
}

export function codeOf(status: number): Code {
  return HTTP_STATUS_TRPC_ERROR_CODE[status] ?? "INTERNAL_SERVER_ERROR";
}

/** The same for every operation, whatever each of them says of the error. */
export function errorSchema(code: Code): JsonSchema {
  const message = messageOf(code);
  return {
    type: "object",
    title: `${message} error (${TRPC_ERROR_CODE_HTTP_STATUS[code]})`,
    description: "The error information",
    properties: {
      message: { type: "string", description: "The error message", example: message },
      code: { type: "string", description: "The error code", example: code },
      issues: {
        type: "array",
        description: "An array of issues that were responsible for the error",
        items: {
          type: "object",
          properties: { message: { type: "string" } },
          required: ["message"],
        },
        example: [],
      },
    },
    required: ["message", "code"],
    example: { code, message, issues: [] },
  };
}

function messageOf(code: Code): string {
  return messages[code] ?? TRPC_ERROR_CODE_MESSAGE[code];
}
