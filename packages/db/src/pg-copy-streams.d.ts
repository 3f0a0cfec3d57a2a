declare module "pg-copy-streams" {
  import type { Writable } from "node:stream";
  import type { Submittable } from "pg";

  /** Takes what is written to it as the rows of `COPY … FROM STDIN`. */
  export function from(sql: string): Writable & Submittable;
}
