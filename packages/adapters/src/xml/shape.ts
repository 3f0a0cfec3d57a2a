import { branchesOf, isSchema, type JsonSchema } from "../json-schema.ts";
import { reader, scalarTypes, typesOf } from "../rest/coerce.ts";

/** What an element may become, compiled from all the schemas that could be meant at its place. */
export type Shape = {
  /** The value of a leaf's text. */
  readText: (text: string) => unknown;
  takesString: boolean;
  list: ListShape | undefined;
  /** The branches of a union, in their order; none where no object is expected. */
  objects: ObjectShape[];
  /** All branches together, for members that fit no single one. */
  merged: ObjectShape;
};

type ListShape = { first: Shape[]; others: Shape };

export type ObjectShape = {
  members: Map<string, Shape>;
  /** Of the values of a record; nothing where members are known by name alone. */
  others: Shape | undefined;
  /** The spellings of a member that takes literals only: they tell the branches of a union apart. */
  literals: Map<string, Set<string>>;
};

/** Of what no schema describes: texts stay texts, and lists and objects are what they look like. */
export const anyShape: Shape = {
  readText: (text) => text,
  takesString: true,
  list: undefined,
  objects: [],
  merged: { members: new Map(), others: undefined, literals: new Map() },
};

/** Compiles the shape of `root`. Schemas may hold themselves: each set of schemas is compiled once. */
export function compileShape(root: JsonSchema): Shape {
  return new ShapeCompiler(root).compile([root]);
}

class ShapeCompiler {
  readonly #root: JsonSchema;
  readonly #ids = new Map<JsonSchema, number>();
  readonly #shapes = new Map<string, Shape>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  compile(schemas: JsonSchema[]): Shape {
    if (schemas.length === 0) return anyShape;
    const branches = [...new Set(schemas.flatMap((schema) => branchesOf(schema, this.#root)))];
    const key = branches.map((branch) => this.#idOf(branch)).join();
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const shape = leafShape(branches);
    this.#shapes.set(key, shape);
    this.#addChildren(shape, branches);
    return shape;
  }

  #addChildren(shape: Shape, branches: JsonSchema[]): void {
    const lists = branches.filter((branch) => typesOf(branch).includes("array"));
    const objects = branches.filter((branch) => typesOf(branch).includes("object"));
    if (lists.length > 0) shape.list = this.#listShape(lists);
    shape.objects = objects.map((object) => this.#objectShape([object]));
    shape.merged = this.#objectShape(objects);
  }

  #listShape(lists: JsonSchema[]): ListShape {
    const tuples = lists.map((list) => (list.prefixItems ?? []).filter(isSchema));
    const length = Math.max(...tuples.map((tuple) => tuple.length));
    const others = lists.map((list) => list.items).filter(isSchema);
    const first = Array.from({ length }, (_, index) =>
      this.compile([...tuples.map((tuple) => tuple[index]).filter(isSchema), ...others]),
    );
    return { first, others: this.compile(others) };
  }

  #objectShape(objects: JsonSchema[]): ObjectShape {
    const schemas = new Map<string, JsonSchema[]>();
    for (const object of objects) {
      for (const [name, schema] of Object.entries(object.properties ?? {})) {
        if (isSchema(schema)) schemas.set(name, [...(schemas.get(name) ?? []), schema]);
      }
    }
    const others = objects.map((object) => object.additionalProperties).filter(isSchema);
    const shape: ObjectShape = {
      members: new Map(),
      others: others.length === 0 ? undefined : this.compile(others),
      literals: new Map(),
    };
    for (const [name, alternatives] of schemas) {
      shape.members.set(name, this.compile(alternatives));
      const literals = this.#literalsOf(alternatives);
      if (literals !== undefined) shape.literals.set(name, literals);
    }
    return shape;
  }

  #literalsOf(schemas: JsonSchema[]): Set<string> | undefined {
    const spellings = new Set<string>();
    for (const branch of schemas.flatMap((schema) => branchesOf(schema, this.#root))) {
      const literals = branch.const === undefined ? branch.enum : [branch.const];
      if (literals === undefined) return undefined;
      for (const literal of literals) spellings.add(String(literal));
    }
    return spellings;
  }

  #idOf(schema: JsonSchema): number {
    const id = this.#ids.get(schema) ?? this.#ids.size;
    this.#ids.set(schema, id);
    return id;
  }
}

function leafShape(branches: JsonSchema[]): Shape {
  const scalars = new Set(branches.flatMap(scalarTypes));
  return {
    ...anyShape,
    readText: scalars.size === 0 ? anyShape.readText : reader(scalars),
    takesString: scalars.has("string"),
  };
}
