import { createTransport } from "nodemailer";
import { z } from "zod";
import { notConfigured } from "../connector-error.ts";
import type { Connector, Health, Mail } from "../contract.ts";
import { toMailError } from "./error.ts";

export const SmtpConfig = z.object({
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  url: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender, such as `Harbour & Pine <shop@example.com>`. */
  from: z.string().min(3),
});

export type SmtpConfig = z.infer<typeof SmtpConfig>;

/** Mail by SMTP (RFC 5321). */
export function connectSmtp(settings?: SmtpConfig): Connector {
  const { url, from } = settings ? SmtpConfig.parse(settings) : { url: undefined, from: "" };
  const transport = url === undefined ? null : createTransport({ url, ...limits });

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
          const sent = await transport.sendMail({ from, to, subject, text, html, messageId });
          return { providerMessageId: sent.messageId };
        } catch (error) {
          throw toMailError(error);
        }
      },
    },
    async check() {
      if (transport === null) return { ok: false, detail: "Set SMTP_URL to send e-mails." };
      return transport.verify().then(accepted, refused);
    },
  };
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
