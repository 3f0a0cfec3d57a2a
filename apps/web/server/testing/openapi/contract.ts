import { Ajv2020, type Format, type ValidateFunction } from "ajv/dist/2020.js";
import { at, membersAt, type Node, type Place, rootOf } from "./document.ts";
import { type Faults, requestFaults, type SentRequest, typeOf } from "./request.ts";
import { fromText } from "./spelling.ts";
import { readXml } from "./xml.ts";

/** What came back: a JSON body parsed, an XML one as its text, no body as undefined. */
export type Received = { status: number; headers: Headers; body: unknown };

/** What an OpenAPI document says of requests and answers, to be held against those that are made. */
export type Contract = {
  document: Node;
  /** The path of the operation that is called, such as `/orders/{id}`; nothing where there is none. */
  pathOf(method: string, target: string): string | undefined;
  /** What of a request the document does not allow; empty where it is valid. */
  requestOffences(request: SentRequest): string[];
  /** The body of an answer as its document has it: that of an XML text too. */
  valueOf(method: string, path: string, answer: Received): unknown;
  /** What of an answer the document does not say of its operation; empty where all is as documented. */
  answerOffences(method: string, path: string, answer: Received): string[];
  /** The validator of the schema in this place. */
  validatorOf(schema: Place): ValidateFunction;
};

const formats: Record<string, Format> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: (text: string) => URL.canParse(text),
  // The pattern or the bounds that stand beside each of these say more.
  "uri-reference": true,
  email: true,
  int32: true,
  int64: true,
};

export function createContract(document: Node): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
  ajv.addSchema(document, "document");
  const validators = new Map<string, ValidateFunction>();
  const root = rootOf(document);
  const routes = routesOf(root);

  function validatorOf({ pointer }: Place): ValidateFunction {
    const known = validators.get(pointer) ?? ajv.compile({ $ref: `document${pointer}` });
    validators.set(pointer, known);
    return known;
  }

  const faults: Faults = (schema, value, what) => {
    const validate = validatorOf(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${what}${error.instancePath} ${error.message}`);
  };

  function find(method: string, target: string) {
    const [path = ""] = target.split("?");
    return routes.find((route) => route.method === method && route.pattern.test(path));
  }

  function responseOf(method: string, path: string, { status }: Received): Place {
    return at(root, "paths", path, method.toLowerCase(), "responses", status);
  }

  return {
    document,
    validatorOf,
    pathOf: (method, target) => find(method, target)?.path,
    requestOffences(request) {
      const route = find(request.method, request.target);
      if (route === undefined) return [`${request.method} ${request.target} is undocumented`];
      const [path = ""] = request.target.split("?");
      const params = Object.entries(route.pattern.exec(path)?.groups ?? {});
      const decoded = params.map(([name, text]) => [name, decodeURIComponent(text)]);
      return requestFaults(route.operation, Object.fromEntries(decoded), request, faults);
    },
    valueOf(method, path, answer) {
      const response = responseOf(method, path, answer);
      const schema = at(response, "content", typeOf(answer.headers), "schema");
      return readBody(answer, schema);
    },
    answerOffences(method, path, answer) {
      const response = responseOf(method, path, answer);
      if (!("description" in response.node)) return [`the status ${answer.status} is undocumented`];
      return [
        ...headerOffences(response, answer, faults),
        ...bodyOffences(response, answer, faults),
      ];
    },
  };
}

type Route = { method: string; path: string; pattern: RegExp; operation: Place };

// Paths without parameters come first: `/orders/search` is no `/orders/{id}`.
function routesOf(root: Place): Route[] {
  const routes = membersAt(at(root, "paths")).flatMap(([path, item]) =>
    membersAt(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
      operation,
    })),
  );
  return routes.sort((a, b) => Number(a.path.includes("{")) - Number(b.path.includes("{")));
}

// HTTP and browsers themselves explain these; no document has to.
const general =
  /^(connection|keep-alive|date|vary|cache-control|content-(type|length)|transfer-encoding|x-content-type-options|x-frame-options|(content-security|referrer|cross-origin-resource)-policy|strict-transport-security|access-control-expose-headers|server-timing)$/;

function headerOffences(response: Place, { headers }: Received, faults: Faults): string[] {
  const stated = membersAt(at(response, "headers"));
  const names = stated.map(([name]) => name.toLowerCase());
  return [
    ...stated.flatMap(([name, { node, ...header }]) => {
      const text = headers.get(name);
      if (text === null) return node.required === true ? [`the header ${name} is missing`] : [];
      const schema = at({ node, ...header }, "schema");
      return faults(schema, fromText(text, schema), `the header ${name}`);
    }),
    ...[...headers.keys()]
      .filter((name) => !general.test(name) && !names.includes(name))
      .map((name) => `the header ${name} is undocumented`),
  ];
}

function bodyOffences(response: Place, { headers, body }: Received, faults: Faults): string[] {
  const content = at(response, "content");
  const type = typeOf(headers);
  if (body === undefined || !("content" in response.node)) {
    const isAsStated = body === undefined && !("content" in response.node);
    return isAsStated ? [] : [`the body is ${body === undefined ? "missing" : "undocumented"}`];
  }
  if (!(type in content.node)) return [`the type ${type || "(none)"} is undocumented`];
  const schema = at(content, type, "schema");
  return faults(schema, readBody({ headers, body }, schema), "the body");
}

function readBody({ headers, body }: Pick<Received, "headers" | "body">, schema: Place): unknown {
  const isXml = typeOf(headers).endsWith("xml") && typeof body === "string";
  return isXml ? readXml(body, schema) : body;
}
