export { hostsTold, masked } from "./auth.ts";
export { changesBetween, type OperationChange } from "./changes.ts";
export { type AnyApi, createAnyApi } from "./client.ts";
export { type ApiDocument, readDocument } from "./document.ts";
export { faultsOf, type SchemaFault } from "./faults.ts";
export { fieldsOf, type TargetField } from "./fields.ts";
export { isObject, type JsonObject, objectOf } from "./json.ts";
export {
  type ApiOperation,
  findOperation,
  listOperations,
  type OperationSummary,
} from "./operations.ts";
export { type ApiRequest, buildRequest, type RequestValues } from "./request.ts";
export { exampleOf, inlined } from "./schema.ts";
export { ApiAuth, callMethods } from "./settings.ts";
