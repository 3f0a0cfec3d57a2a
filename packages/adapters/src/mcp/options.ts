import type { Operation } from "../operation.ts";
import type { HandlerOptions } from "../options.ts";

export type McpOptions<Ctx, Req> = HandlerOptions<Ctx, Req> & {
  /** What the server calls itself: a name for programs, such as `notes`, and its version. */
  name: string;
  version: string;
  /** Told to the model together with the tools: what they are for, what to begin with. */
  instructions?: string;
  /**
   * Browsers of these origins may call, such as `https://notes.example`. Pages of the same machine may
   * without being listed, where the server is called by a loopback name.
   */
  allowedOrigins?: string[];
  /** Whether the caller is shown a tool; by default every one. What it may do, `authorize` decides. */
  maySee?: (ctx: Ctx, operation: Operation) => boolean;
};
