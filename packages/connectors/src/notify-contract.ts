/** Tells a chat, or a program, what the team is told. */
export type NotifyConnector = {
  /** May tell it twice after a lost answer; never silently not at all. @throws ConnectorError */
  send(notice: Notice): Promise<void>;
};

export type Notice = {
  /** Ours: the same for each attempt. */
  id: string;
  kind: string;
  subject: string;
  /** Plain text. */
  paragraphs: string[];
  /** The dashboard's page about it. */
  url: string;
  at: Date;
};
