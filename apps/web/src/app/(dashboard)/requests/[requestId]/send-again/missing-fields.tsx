import { Field, Input, Textarea } from "@crossdock/ui";
import { type MissingPart, writtenName } from "./missing-parts.ts";

type Props = {
  /** Null where nothing of what was sent was kept. */
  missing: readonly MissingPart[] | null;
  inQuery: boolean;
  parts: Readonly<Record<string, string>>;
  error: string | undefined;
  onChange(name: string, text: string): void;
};

/** What the log does not have of a request: a field each, or one for all of it. */
export function MissingFields({ missing, inQuery, parts, error, onChange }: Props) {
  if (missing === null) {
    return (
      <Field
        label={inQuery ? "Query" : "Body"}
        hint="An object in JSON: what was sent was not kept. Empty: nothing."
        error={error}
      >
        <Textarea
          mono
          rows={6}
          spellCheck={false}
          value={parts[writtenName] ?? ""}
          onChange={(event) => onChange(writtenName, event.currentTarget.value)}
        />
      </Field>
    );
  }
  if (missing.length === 0) return null;
  return (
    <>
      <p className="text-table text-ink-2">These parts were masked in the log. Put them in:</p>
      {missing.map(({ name, hint }) => (
        <Field key={name} label={name} hint={`Was: ${hint}`}>
          <Input
            mono
            value={parts[name] ?? ""}
            onChange={(event) => onChange(name, event.currentTarget.value)}
          />
        </Field>
      ))}
    </>
  );
}
