import type { z } from "zod";
import { toJsonSchema } from "../json-schema.ts";
import type { Components } from "./components.ts";
import { pascalCase } from "./names.ts";

/** What the server sends when something happens: a POST with a JSON body. */
export type Webhook = { summary: string; schema: z.ZodType };

/** The `webhooks` of a document: the operations are ours, the servers are theirs. */
export function webhookItems(
  webhooks: Record<string, Webhook>,
  components: Components,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(webhooks).map(([type, { summary, schema }]) => {
      const body = components.add(toJsonSchema(schema, "output"), `${pascalCase(type)}Event`);
      const post = {
        operationId: `on.${type}`,
        summary,
        requestBody: { required: true, content: { "application/json": { schema: body } } },
        responses: { "2XX": { description: "Taken" } },
        // A receiver knows us by the signature, not by a credential of theirs.
        security: [],
      };
      return [type, { post }];
    }),
  );
}
