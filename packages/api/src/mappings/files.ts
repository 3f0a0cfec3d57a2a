import { readdir, readFile } from "node:fs/promises";
import { AppError, invalidMember, newId } from "@crossdock/core";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { findMapping, toMapping } from "./render.ts";
import {
  GetMapping,
  ImportMapping,
  Mapping,
  MappingCatalogue,
  MappingDefinition,
  MappingFile,
} from "./schema.ts";
import { columnsOf, knownName, saveVersion } from "./write.ts";

/** Mappings as files: taken out, brought in, and those that come with the product. */
export const fileProcedures = {
  export: query("connectors:read")
    .meta({ summary: "Get a mapping as a file" })
    .input(GetMapping)
    .output(MappingFile)
    .query(async ({ ctx, input: { id } }) => {
      const row = await findMapping(ctx.db, id);
      const { name, connectionName, definition } = await toMapping(ctx.db, row);
      const { connectionId: _, ...rest } = { connectionId: "", ...definition };
      return { crossdockMapping: 1 as const, name, connection: connectionName, definition: rest };
    }),

  import: command("connectors:write")
    .meta({ summary: "Make a mapping of a file; it is switched off at first" })
    .input(ImportMapping)
    .output(Mapping)
    .mutation(async ({ ctx, input: { file, connectionId, name } }) => {
      const named = file.connection
        ? await ctx.db.connection.findUnique({ where: { name: file.connection } })
        : null;
      const id = connectionId ?? named?.id;
      if (file.definition.direction === "out" && !id) throw noConnection(file.connection);
      const parsed = MappingDefinition.safeParse({
        ...file.definition,
        ...(file.definition.direction === "out" ? { connectionId: id } : {}),
      });
      if (!parsed.success) throw unreadable(parsed.error.issues[0]);
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      const columns = await columnsOf(ctx, parsed.data);
      const data = { ...{ id: newId("map", ctx.now), name: name ?? file.name }, enabled: false };
      const create = () => ctx.db.mapping.create({ data: { ...data, ...columns, ...times } });
      const row = await refuseDuplicates(knownName, create);
      await saveVersion(ctx, row);
      return toMapping(ctx.db, row);
    }),

  catalogue: query("connectors:read")
    .meta({ summary: "List ready mappings" })
    .input(Nothing)
    .output(MappingCatalogue)
    .query(async () => ({ data: await readCatalogue() })),
};

const folder = new URL("./catalogue/", import.meta.url);

/** Each file of the folder is a mapping to begin with. */
async function readCatalogue() {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  return texts.map((text) => MappingFile.parse(JSON.parse(text)));
}

function noConnection(name: string | null): AppError {
  const detail = name
    ? `There is no connection named ${name}. Choose another one.`
    : "Choose a connection.";
  return invalidMember({ pointer: "#/connectionId", code: "invalid_value", detail });
}

function unreadable(issue: { path: PropertyKey[]; message: string } | undefined): AppError {
  const where = issue?.path.map(String).join(".");
  return new AppError("validation_failed", {
    detail: `This file is not a mapping of ours: ${where}: ${issue?.message}`,
  });
}
