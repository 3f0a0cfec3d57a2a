import { permissionWords } from "@crossdock/api/schemas";

/** The reader's permissions in sentences: what is not among them, the pages hide. */
export function MaySentences({ permissions }: { permissions: readonly string[] }) {
  const groups = permissionWords.map(({ title, sentences }) => ({
    title,
    may: Object.entries(sentences).filter(([permission]) => permissions.includes(permission)),
  }));
  return (
    <div className="grid gap-x-8 gap-y-4 text-table sm:grid-cols-2">
      {groups
        .filter(({ may }) => may.length > 0)
        .map(({ title, may }) => (
          <div key={title}>
            <h3 className="pb-1 text-meta text-ink-2">{title}</h3>
            <ul className="flex flex-col gap-0.5">
              {may.map(([permission, sentence]) => (
                <li key={permission}>{sentence}</li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}
