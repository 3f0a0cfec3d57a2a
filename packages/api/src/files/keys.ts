import type { Prisma } from "@crossdock/db";
import { namesOf } from "./image-names.ts";

export type FileRow = Prisma.FileGetPayload<object>;

/** Where the bytes of an upload wait to be looked at. */
export const uploadKey = (id: string) => `uploads/${id}`;

/** Where one of an image's files is. */
export const imageKey = (id: string, name: string) => `images/${id}/${name}`;

/** Everything in the storage that a file may have. */
export function keysOf({ id, key, widths }: Pick<FileRow, "id" | "key" | "widths">): string[] {
  return [key, ...namesOf(widths).map(({ name }) => imageKey(id, name))];
}
