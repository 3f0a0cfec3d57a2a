import { Button, Time } from "@crossdock/ui";
import { DetailSection } from "../../../../../components/detail-section.tsx";
import type { Template } from "./template-editor.tsx";

type Props = Pick<Template, "versions"> & {
  /** Puts an earlier version into the form, to look at and to save. */
  onTake?: ((version: { subject: string; body: string }) => void) | undefined;
};

/** Who changed the mail, and how it was. */
export function TemplateVersions({ versions, onTake }: Props) {
  if (versions.length === 0) return null;
  return (
    <DetailSection title="Versions">
      <ol className="text-table">
        {versions.map(({ id, subject, body, actorName, createdAt }, index) => (
          <li key={id} className="flex items-center gap-3 border-t border-line py-1.5">
            <span className="w-32 shrink-0 text-ink-2">
              <Time at={createdAt} />
            </span>
            <span className="min-w-0 flex-1 truncate">
              {subject ?? "Default"} <span className="text-ink-2">by {actorName}</span>
            </span>
            {onTake && index > 0 && subject !== null && body !== null && (
              <Button size="sm" variant="quiet" onClick={() => onTake({ subject, body })}>
                Take into the form
              </Button>
            )}
          </li>
        ))}
      </ol>
    </DetailSection>
  );
}
