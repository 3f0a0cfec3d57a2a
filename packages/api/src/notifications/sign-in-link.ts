/** Whom the link signs in that comes in the place of `signInLink` in a mail, and for how long. */
export type MailedLink = { userId: string; hours: number };

/**
 * What the dashboard shows in place of a link. The link itself is made when the mail goes out and is
 * kept nowhere: whoever may read mails could else sign in as their receiver.
 */
export const signInLink = "(The link is in the sent mail alone.)";
