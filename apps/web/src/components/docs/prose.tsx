import Link from "next/link";

/** A paragraph in which backticks mark code and `[words](/path)` a link. */
export function Prose({ text }: { text: string }) {
  return (
    <p>
      <Marked text={text} />
    </p>
  );
}

/** Text in which backticks mark code and `[words](/path)` a link. */
export function Marked({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\))/).map((part, index) => ({ part, index }));
  return parts.map(({ part, index }) => <Part key={index} text={part} />);
}

function Part({ text }: { text: string }) {
  const code = /^`(.+)`$/.exec(text)?.[1];
  if (code) return <code className="font-mono text-table">{code}</code>;
  const [, words, href] = /^\[(.+)\]\((.+)\)$/.exec(text) ?? [];
  if (!words || !href) return text;
  return (
    <Link href={href} className="link">
      {words}
    </Link>
  );
}
