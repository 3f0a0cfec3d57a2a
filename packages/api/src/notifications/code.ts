import type { Services } from "../procedure/context.ts";

/**
 * What is kept in place of a code that was mailed: whoever may read mails on the dashboard could else
 * sign in as their receivers. Where no mail server is configured the dashboard is the mailbox.
 */
export const mailedCode = "(The code is in the sent mail alone.)";

/** The code of a mail as the mail's job keeps it. */
export function sealCode({ identity }: Services, mailId: string, code: string): Promise<string> {
  return identity.vault.seal(code, purposeOf(mailId));
}

/** A mail's text with its code, where it has one. */
export async function withCode(
  { identity }: Services,
  { id, text, html }: { id: string; text: string; html: string },
  sealed: string | undefined,
): Promise<{ text: string; html: string }> {
  if (sealed === undefined) return { text, html };
  const code = await identity.vault.open(sealed, purposeOf(id));
  return { text: text.replaceAll(mailedCode, code), html: html.replaceAll(mailedCode, code) };
}

function purposeOf(mailId: string): string {
  return `code of ${mailId}`;
}
