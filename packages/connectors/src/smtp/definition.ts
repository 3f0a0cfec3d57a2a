import { defineConnector } from "../definition.ts";
import { SmtpConfig } from "./config.ts";

export const smtp = defineConnector({
  id: "smtp",
  name: "E-mail (SMTP)",
  summary: "Sends the shop's mails through your mail service.",
  category: "mail",
  apiVersion: "RFC 5321",
  docs: "https://www.rfc-editor.org/rfc/rfc5321",
  settings: SmtpConfig,
  host: ({ host, port }) => (host === undefined ? null : `${host}:${port}`),
  connect: async (settings, { allowLoopback, http }) =>
    (await import("./connector.ts")).connectSmtp(settings, { allowLoopback, http }),
});
