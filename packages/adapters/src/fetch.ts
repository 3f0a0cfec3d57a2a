/** The door for runtimes of the fetch standard: nothing here needs Node. */
export { createFetchHandler } from "./fetch-handler.ts";
export { createMcpHandler } from "./mcp/fetch.ts";
export * from "./shared.ts";
