/** What a notice is about: what waits for a person, money, stock, a third party's API, or an alert. */
export const noticeKinds = ["attention", "money", "stock", "connector", "alert"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The connectors that tell a notice besides mail. */
export const noticeChannels = ["slack", "http"] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

export type NoticeRoute = Record<"mail" | NoticeChannel, boolean>;

/** Where each goes until somebody says otherwise: a sold out product is news for a chat, no mail. */
export const defaultRoutes: Readonly<Record<NoticeKind, NoticeRoute>> = {
  attention: { mail: true, slack: true, http: true },
  money: { mail: true, slack: true, http: true },
  stock: { mail: false, slack: true, http: true },
  connector: { mail: true, slack: true, http: true },
  alert: { mail: true, slack: true, http: true },
};
