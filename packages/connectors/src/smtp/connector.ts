import { type HttpClient, openGuardedSocket } from "@crossdock/http";
import { createTransport } from "nodemailer";
import type { GetSocketHandler } from "nodemailer/lib/mailer";
import type { z } from "zod";
import { notConfigured } from "../connector-error.ts";
import type { Connector, Health, Mail } from "../contract.ts";
import { SmtpConfig } from "./config.ts";
import { toMailError } from "./error.ts";

/** Mail by SMTP (RFC 5321). */
export function connectSmtp(
  settings: SmtpConfig,
  { allowLoopback, http }: { allowLoopback: boolean; http: Pick<HttpClient, "admit"> },
): Connector {
  const config = SmtpConfig.parse(settings);
  const { from } = config;
  const server = serverOf(config, allowLoopback);
  const transport = server === null ? null : createTransport({ ...server, ...limits });

  return {
    id: "smtp",
    name: "E-mail (SMTP)",
    configured: transport !== null,
    mail: {
      async send(mail) {
        if (transport === null) throw notConfigured("E-mail", "SMTP_URL");
        const messageId = messageIdOf(mail, from);
        const { subject, text, html } = mail;
        // As an object, so that a comma in it makes no second recipient.
        const to = { name: "", address: mail.to };
        try {
          http.admit();
          const sent = await transport.sendMail({ from, to, subject, text, html, messageId });
          return { providerMessageId: sent.messageId };
        } catch (error) {
          throw toMailError(error);
        }
      },
    },
    async check() {
      if (transport === null) {
        return { ok: false, detail: "Enter the server, or set SMTP_URL, to send e-mails." };
      }
      const asked = async () => {
        http.admit();
        return transport.verify();
      };
      return asked().then(accepted, refused);
    },
  };
}

function serverOf(
  { url, host, port, user, password }: z.output<typeof SmtpConfig>,
  allowLoopback: boolean,
) {
  if (url !== undefined) return { url };
  if (host === undefined) return null;
  const auth = user === undefined || user === "" ? undefined : { user, pass: password ?? "" };
  // Against a listener on the way that hides STARTTLS to read the password (RFC 8314).
  const requireTLS = auth !== undefined;
  // What was entered on the dashboard reaches public addresses alone (against SSRF).
  const getSocket: GetSocketHandler = (_options, callback) => {
    const timeoutMs = limits.connectionTimeout;
    openGuardedSocket({ host, port, allowLoopback, timeoutMs }).then(
      (connection) => callback(null, { connection }),
      (error: Error) => callback(error),
    );
  };
  return { host, port, secure: port === 465, requireTLS, auth, getSocket };
}

const limits = {
  dnsTimeout: 5000,
  connectionTimeout: 5000,
  greetingTimeout: 5000,
  socketTimeout: 15_000,
  // Against a template that names a file or a URL as its content and mails it out.
  disableFileAccess: true,
  disableUrlAccess: true,
};

// Stable, so that a mail that goes out twice after a lost answer is one to the reader.
function messageIdOf({ messageId }: Mail, from: string): string {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";
  return `<${messageId}@${domain}>`;
}

function accepted(): Health {
  return { ok: true, detail: "The mail server accepts the connection." };
}

function refused(error: unknown): Health {
  return { ok: false, detail: toMailError(error).message };
}
