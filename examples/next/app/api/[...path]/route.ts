import { createFetchHandler, createOpenApiDocument } from "@crossdock/adapters/fetch";
import { router } from "../../../router.ts";

const document = createOpenApiDocument(router, { title: "Tasks", version: "1", baseUrl: "/api" });
const body = JSON.stringify(document);
const documents = () => ({ "/openapi.json": { contentType: "application/json", body } });
const handle = createFetchHandler({ router, basePath: "/api", documents });

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
