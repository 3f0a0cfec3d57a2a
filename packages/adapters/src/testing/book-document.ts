/** An OpenAPI document with one of each thing that a client can rely on. */
export const base = {
  paths: {
    "/books": {
      get: {
        operationId: "books.list",
        parameters: [
          {
            name: "limit",
            in: "query",
            schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
          },
          { name: "If-Match", in: "header", schema: { type: "string", maxLength: 100 } },
          { name: "tag", in: "query", style: "form", explode: true, schema: { type: "array" } },
        ],
        responses: {
          200: {
            headers: { Link: {} },
            content: {
              "application/json": { schema: { $ref: "#/components/schemas/Books" } },
              "application/xml": { schema: { $ref: "#/components/schemas/Books" } },
            },
          },
          404: { $ref: "#/components/responses/NotFound" },
        },
        security: [{ Key: ["books:read"] }, { OAuth: ["books:read", "books:write"] }],
      },
      post: {
        operationId: "books.create",
        requestBody: {
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/CreateBook" } },
            "application/xml": { schema: { $ref: "#/components/schemas/CreateBook" } },
          },
        },
        responses: { 201: {} },
      },
    },
  },
  webhooks: {
    "book.lent": {
      post: {
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } },
        },
      },
    },
  },
  components: {
    responses: { NotFound: { content: { "application/problem+json": {} } } },
    securitySchemes: {
      Key: { type: "apiKey", in: "header", name: "X-Key" },
      OAuth: { type: "oauth2", flows: {} },
    },
    schemas: {
      Books: {
        type: "object",
        properties: {
          data: { type: "array", maxItems: 100, items: { $ref: "#/components/schemas/Book" } },
        },
        required: ["data"],
      },
      Book: {
        type: "object",
        properties: {
          id: { type: "string", pattern: "^b_[0-9a-z]{4}$" },
          title: { type: "string", maxLength: 100 },
          status: { type: "string", enum: ["in", "out"] },
          pages: { anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] },
          parts: { type: "array", items: { $ref: "#/components/schemas/Book" } },
          notes: {
            type: "object",
            propertyNames: { maxLength: 20 },
            additionalProperties: { type: "string", maxLength: 10 },
          },
        },
        required: ["id", "title", "status"],
      },
      CreateBook: {
        type: "object",
        properties: {
          title: { type: "string", minLength: 1, maxLength: 100 },
          kind: { type: "string", enum: ["novel", "poem"], default: "novel" },
          code: { type: "string", pattern: "^[A-Z]{2}\\d{3}$" },
          pages: { type: ["integer", "null"], minimum: 1, maximum: 9000 },
          rating: {
            anyOf: [
              { type: "object", properties: { stars: { type: "integer" } }, required: ["stars"] },
              { type: "object", properties: { words: { type: "string" } }, required: ["words"] },
            ],
          },
        },
        required: ["title"],
        additionalProperties: false,
      },
    },
  },
};
