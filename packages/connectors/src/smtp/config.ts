import { z } from "zod";

/** What is set for mail: `url`, else `host` and what goes with it. */
export const SmtpConfig = z.object({
  url: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .meta({
      title: "All in one address",
      description:
        "smtp://user:password@host:587, or smtps:// for TLS from the first byte. It counts before the other settings.",
      secret: true,
      variable: "SMTP_URL",
      variableOnly: true,
    }),
  host: z.hostname().optional().meta({
    title: "Server",
    description:
      "The host name of your mail service's SMTP server. One in your own network is set by SMTP_URL.",
  }),
  port: z.coerce.number().int().min(1).max(65_535).default(587).meta({
    title: "Port",
    description: "587 with STARTTLS, 465 for TLS from the first byte.",
  }),
  user: z.string().max(200).optional().meta({
    title: "User",
    description: "Leave it empty where the server asks for none.",
  }),
  password: z.string().optional().meta({
    title: "Password",
    description: "Often one made for programs, not the one that you sign in with.",
    secret: true,
  }),
  from: z.string().min(3).max(200).default("Crossdock <no-reply@localhost>").meta({
    title: "Sender",
    description: "As readers see it: Harbour & Pine <shop@example.com>.",
    variable: "SMTP_FROM",
  }),
});

export type SmtpConfig = z.input<typeof SmtpConfig>;
