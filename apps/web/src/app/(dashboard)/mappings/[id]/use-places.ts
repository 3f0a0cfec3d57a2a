import type { MappingDefinition } from "@crossdock/api/schemas";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Place } from "./draft.ts";

type Described = { path: string[]; type: string; required: boolean; description: string | null };

/** What the target of a mapping takes, as far as a document says so. */
export function usePlaces(definition: MappingDefinition): Place[] {
  const trpc = useTRPC();
  const isOut = definition.direction === "out";
  const theirs = useQuery({
    ...trpc.connections.operation.queryOptions(
      isOut
        ? { id: definition.connectionId, method: definition.method, path: definition.path }
        : { id: "", method: "GET", path: "/" },
    ),
    enabled: isOut,
    // An API without a document says nothing: that is no failure.
    retry: false,
  }).data;
  const ours = useQuery(
    trpc.mappings.target.queryOptions(
      { operation: isOut ? "" : definition.operation },
      { enabled: !isOut },
    ),
  ).data;
  const parameters = (theirs?.parameters ?? []).map((one): Place => {
    const hint = one.description ?? `in the ${one.in}`;
    return { in: one.in, path: [one.name], label: one.name, hint, required: one.required };
  });
  const members = isOut ? (theirs?.body?.fields ?? []) : (ours?.fields ?? []);
  return [...parameters, ...members.map(toPlace)];
}

function toPlace({ path, type, required, description }: Described): Place {
  const hint = description ? `${type}. ${description}` : type;
  return { in: "body", path, label: path.join("."), hint, required };
}
