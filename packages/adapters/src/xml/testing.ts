import { RestError } from "../errors.ts";
import { compileXmlReader } from "./read.ts";

const read = compileXmlReader({
  type: "object",
  properties: {
    a: { type: "string" },
    n: { type: "integer" },
    list: { type: "array", items: { type: "object", properties: { n: { type: "number" } } } },
  },
});

/** The refusal of a document; its value where there is none; anything else that is thrown fails the test. */
export function outcome(text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof RestError) return error;
    throw error;
  }
}

export function refusal(text: string): RestError {
  const error = outcome(text);
  if (error instanceof RestError) return error;
  throw new Error(`${text.slice(0, 100)} was read as ${JSON.stringify(error)}`);
}

export const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
