import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type SeenRequest = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

export type LoopbackAnswer = { status: number; headers?: Record<string, string>; body?: unknown };

/** Somebody else's API on this machine, with a document of its own. */
export type LoopbackApi = {
  url: string;
  /** Every request but those for the document. */
  seen: SeenRequest[];
  /** What the next requests are answered; the last of the list for ever. */
  answerWith(...answers: LoopbackAnswer[]): void;
  document: { paths: Record<string, unknown>; [name: string]: unknown };
  close(): Promise<void>;
};

/** Serves `/openapi.json`, and whatever else as it is told. */
export async function startLoopbackApi(): Promise<LoopbackApi> {
  const seen: SeenRequest[] = [];
  const document = structuredClone(parcels);
  let answers: LoopbackAnswer[] = [{ status: 201, body: { id: "par_1" } }];
  const server = createServer(async (req, res) => {
    const { method = "", url: path = "", headers } = req;
    let body = "";
    for await (const chunk of req.setEncoding("utf8")) body += chunk;
    res.setHeader("content-type", "application/json");
    if (path === "/openapi.json") return void res.end(JSON.stringify(document));
    seen.push({ method, path, headers, body });
    const [answer = { status: 500 }] = answers;
    if (answers.length > 1) answers = answers.slice(1);
    res.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    document,
    answerWith(...given) {
      answers = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const parcels = {
  openapi: "3.1.0",
  info: { title: "Parcels", version: "1" },
  servers: [{ url: "/v1" }],
  paths: {
    "/parcels": {
      get: {
        summary: "List parcels",
        parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
      },
      post: {
        summary: "Send a parcel",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Parcel" } } },
        },
      },
    },
    "/parcels/{id}": {
      delete: {
        summary: "Call a parcel back",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      },
    },
  } as Record<string, unknown>,
  components: {
    schemas: {
      Parcel: {
        type: "object",
        required: ["reference", "to"],
        properties: {
          reference: { type: "string", description: "Your own number", example: "1001" },
          to: {
            type: "object",
            required: ["email"],
            properties: {
              email: { type: "string", example: "zoe@example.com" },
              city: { type: "string" },
            },
          },
          items: {
            type: "array",
            items: {
              type: "object",
              properties: { sku: { type: "string" }, count: { type: "integer" } },
            },
          },
        },
      },
    },
  },
};
