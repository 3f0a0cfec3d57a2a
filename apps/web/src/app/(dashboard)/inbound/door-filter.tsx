"use client";

import { Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../trpc/client.tsx";

type Props = { value: string | null; onChange(slug: string | null): void };

/** One of the connectors and sources that webhooks come in by, or any. */
export function DoorFilter({ value, onChange }: Props) {
  const { data } = useQuery(useTRPC().inbox.doors.queryOptions({}));
  const doors = (data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  // A source that was removed is no door any more; what came from it can still be looked at.
  const isRemoved = data && value !== null && !doors.some((door) => door.value === value);
  const options = isRemoved ? [...doors, { value, label: value }] : doors;
  return (
    <Select
      aria-label="From"
      options={[{ value: "", label: "From anywhere" }, ...options]}
      value={value ?? ""}
      onChange={(slug) => onChange(slug || null)}
    />
  );
}
