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
  /** Where it is about something that goes on until it is over. */
  incident?: Incident;
};

/** An alert, in the words of PagerDuty's Events API v2. */
export type Incident = {
  /** The same from its beginning to its end. */
  key: string;
  action: "trigger" | "acknowledge" | "resolve";
  summary: string;
  severity: "critical" | "error" | "warning" | "info";
  /** Where it is: the product's host. */
  source: string;
  details: Record<string, string | number | boolean>;
  links: { href: string; text: string }[];
};
