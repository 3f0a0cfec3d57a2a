import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  type ModuleItem,
  parseSync,
  type Statement,
  type TsEntityName,
  type TsInterfaceDeclaration,
  type TsType,
} from "@swc/core";

type Declaration = { scope: string; interface?: TsInterfaceDeclaration; alias?: TsType };

/** A parameter as the SDK's types say it. */
export type SdkParameter = { optional: boolean; type: TsType; scope: string };

/** The types of one module of the SDK, by their names with the namespaces before it. */
export type SdkTypes = Map<string, Declaration>;

/** Reads `esm/resources/<module>.d.ts` of the installed SDK. */
export function readSdkTypes(module: string): SdkTypes {
  const types: SdkTypes = new Map();
  const sdk = join(dirname(createRequire(import.meta.url).resolve("stripe")), "../esm");
  for (const file of ["shared.d.ts", `resources/${module}.d.ts`]) {
    const source = readFileSync(join(sdk, file), "utf8");
    collect(parseSync(source, { syntax: "typescript" }).body, "", types);
  }
  return types;
}

function collect(items: (ModuleItem | Statement)[], scope: string, types: SdkTypes): void {
  for (const item of items) {
    const declared = item.type === "ExportDeclaration" ? item.declaration : item;
    if (declared.type === "TsInterfaceDeclaration") {
      types.set(`${scope}${declared.id.value}`, { scope, interface: declared });
    } else if (declared.type === "TsTypeAliasDeclaration") {
      types.set(`${scope}${declared.id.value}`, { scope, alias: declared.typeAnnotation });
    } else if (declared.type === "TsModuleDeclaration" && declared.body?.type === "TsModuleBlock") {
      collect(declared.body.body, `${scope}${declared.id.value}.`, types);
    }
  }
}

/** The parameters of an interface, those that it inherits too; undefined where there is none. */
export function membersOf(
  types: SdkTypes,
  name: string,
  scope: string,
): Map<string, SdkParameter> | undefined {
  const found = lookUp(types, name, scope);
  if (!found?.interface) return undefined;
  const members = new Map<string, SdkParameter>();
  for (const { expression } of found.interface.extends) {
    if (expression.type !== "Identifier") continue;
    for (const [key, member] of membersOf(types, expression.value, found.scope) ?? []) {
      members.set(key, member);
    }
  }
  // What an interface's own members refer to lies in the namespace beside it, or further out.
  const inner = `${found.scope}${found.interface.id.value}.`;
  for (const member of found.interface.body.body) {
    if (member.type !== "TsPropertySignature" || member.key.type !== "Identifier") continue;
    const type = member.typeAnnotation?.typeAnnotation;
    if (type) members.set(member.key.value, { optional: member.optional, type, scope: inner });
  }
  return members;
}

/** The nearest of this name, from the inside out. */
function lookUp(types: SdkTypes, name: string, scope: string): Declaration | undefined {
  for (let where = scope; ; where = where.replace(/[^.]+\.$/, "")) {
    const found = types.get(`${where}${name}`);
    if (found) return found;
    if (where === "") return undefined;
  }
}

/** What a type is made of, with unions, `Emptyable` and aliases taken apart. */
export function partsOf(
  types: SdkTypes,
  type: TsType,
  scope: string,
): { type: TsType; scope: string }[] {
  if (type.type === "TsUnionType") return type.types.flatMap((one) => partsOf(types, one, scope));
  if (type.type !== "TsTypeReference") return [{ type, scope }];
  const [argument] = type.typeParams?.params ?? [];
  if (nameOf(type.typeName) === "Emptyable" && argument) return partsOf(types, argument, scope);
  const found = lookUp(types, nameOf(type.typeName), scope);
  if (!found?.alias || nameOf(type.typeName) === "OtherString") return [{ type, scope }];
  return partsOf(types, found.alias, found.scope);
}

/** `SessionCreateParams.LineItem` */
export function nameOf(name: TsEntityName): string {
  if (name.type === "Identifier") return name.value;
  return `${nameOf(name.left)}.${name.right.value}`;
}
