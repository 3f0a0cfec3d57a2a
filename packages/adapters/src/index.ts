/** The door for Node. */
export { createFetchHandler } from "./fetch-handler.ts";
export { createMcpHandler } from "./mcp/node.ts";
export { createNodeHandler } from "./node.ts";
export { defaultSecuritySchemes } from "./openapi/shared.ts";
export * from "./shared.ts";
