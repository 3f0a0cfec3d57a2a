import { releasesOf } from "../../../reference/changelog.ts";
import { runtime } from "../../../runtime.ts";

/** The changelog for machines. */
export function GET(): Response {
  return Response.json({ releases: releasesOf(runtime()) });
}
