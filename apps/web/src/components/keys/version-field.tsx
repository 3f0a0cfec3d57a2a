"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { Field, Select } from "@crossdock/ui";
import { Day } from "../day.tsx";

type Props = {
  /** Those that are served, the newest first. */
  versions: readonly VersionFacts[];
  /** Null follows the newest. */
  value: string | null;
  onChange(version: string | null): void;
  error?: string | undefined;
};

/** The version that a key gets where a call names none, and in a sentence what that means. */
export function VersionField({ versions, value, onChange, error }: Props) {
  const options = [
    { value: newest, label: "Newest (follows)" },
    ...versions.map(({ name }) => ({ value: name, label: name })),
  ];
  const chosen = versions.find(({ name }) => name === value);
  return (
    <Field label="Version of /api" hint={<Meaning version={chosen} />} error={error} custom>
      <Select
        options={options}
        value={value ?? newest}
        onChange={(next) => onChange(next === newest ? null : next)}
      />
    </Field>
  );
}

const newest = "newest";

function Meaning({ version }: { version: VersionFacts | undefined }) {
  if (!version) {
    return "Calls of /api get the newest version, and change with it. Those of /api/v… don't.";
  }
  return (
    <>
      Calls of /api get {version.name} until you change it here; a call that names another version
      gets that one.
      {version.sunset && (
        <>
          {" "}
          {version.name} ends on <Day at={version.sunset} />.
        </>
      )}
    </>
  );
}
