import type { IncomingMessage } from "node:http";
import type { AnyTRPCProcedure, AnyTRPCRouter, TRPCError, TRPCRouterRecord } from "@trpc/server";
import type { z } from "zod";
import type { Method } from "../meta.ts";

export type OpenApiMethod = Method;

export type OpenApiContentType =
  | "application/json"
  | "application/x-www-form-urlencoded"
  | (string & {});

/** What a procedure says of itself in `.meta()`. Without `openapi` it is on no transport of this door. */
export type OpenApiMeta<TMeta = Record<string, unknown>> = TMeta & { openapi?: OpenApiFacts };

export type OpenApiFacts = {
  /** Defaults to true. */
  enabled?: boolean;
  method: OpenApiMethod;
  /** Each `{param}` is a member of the input. Trailing slashes and the case of letters don't count. */
  path: `/${string}`;
  /** Defaults to the procedure's path in the router, with `-` between its parts. */
  operationId?: string;
  summary?: string;
  description?: string;
  /** Whether the document asks for a security scheme, which it does by default. It checks nothing. */
  protect?: boolean;
  tags?: string[];
  /** What a body may be. JSON is always taken, and a form where it is listed. */
  contentTypes?: OpenApiContentType[];
  deprecated?: boolean;
  /** For the document alone: nothing validates them. */
  requestHeaders?: z.ZodObject;
  responseHeaders?: z.ZodObject;
  /** Defaults to `Successful response`. */
  successDescription?: string;
  /** Statuses, or what is said of them; in place of those that follow from `protect` and the input. */
  errorResponses?: number[] | Record<number, string>;
};

export type OpenApiRouter = AnyTRPCRouter;

export type OpenApiProcedure = AnyTRPCProcedure;

export type OpenApiProcedureRecord = Record<string, OpenApiProcedure | TRPCRouterRecord>;

export type OpenApiSuccessResponse<D = unknown> = D;

/** The body of an error. What the router's `errorFormatter` adds stands beside these. */
export type OpenApiErrorResponse = {
  message: string;
  code: TRPCError["code"];
  /** Where the input is not valid. */
  issues?: z.core.$ZodIssue[];
};

export type OpenApiResponse<D = unknown> = OpenApiSuccessResponse<D> | OpenApiErrorResponse;

/** A request of `node:http`, with what a framework may have parsed of it. */
export type NodeHTTPRequest = IncomingMessage & { body?: unknown; query?: unknown };

export type OpenApiNextFunction = () => void;
