import type { Versions } from "@crossdock/adapters";
import { v1 } from "./v1.ts";

/** The versions of the REST API: procedures have the shapes of the head, older ones are differences. */
export const versions: Versions = {
  head: { name: "v2", released: "2026-11-22", docs: "/docs/changelog#v2" },
  older: [v1],
};
