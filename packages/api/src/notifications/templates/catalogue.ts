import { mailedCode } from "../code.ts";
import { signInLink } from "../sign-in-link.ts";

type Money = { amount: number; currency: string };

/** What each mail tells, by the name of its template. Every one has `shop` besides. */
type MailVariables = {
  "order-confirmed": {
    order: {
      number: number;
      lines: { quantity: number; title: string; total: Money }[];
      total: Money;
    };
  };
  "order-shipped": {
    order: { number: number };
    isPart: boolean;
    lines: { quantity: number; title: string }[];
    carrier: string | null;
    trackingNumber: string | null;
    trackingUrl: string | null;
  };
  "inquiry-answered": { name: string; answer: string; message: string };
  invitation: { link: string };
  "login-link": { link: string };
  "customer-code": { code: string };
  "customer-account-exists": Record<never, never>;
  "team-notice": { subject: string; paragraphs: string[]; link: string };
  alert: {
    name: string;
    detail: string;
    severity: string;
    isOver: boolean;
    isTest: boolean;
    since: string;
    until: string | null;
    operation: string | null;
    threshold: string;
    note: string | null;
    runbook: string | null;
    requests: string;
    link: string;
  };
};

export type MailKey = keyof MailVariables;

/** What makes a mail: its template, and what that is filled with. */
export type MailContent = {
  [Key in MailKey]: { template: Key; variables: MailVariables[Key] };
}[MailKey];

type Entry<Key extends MailKey> = {
  title: string;
  /** When it goes out, and to whom. */
  when: string;
  /** What each variable is, by its path. */
  words: Readonly<Record<string, string>>;
  example: MailVariables[Key];
  /** Without this in its text nobody can do what the mail is for. */
  mustShow?: string;
};

const eur = (amount: number): Money => ({ amount, currency: "EUR" });

/** Every mail that the product sends: a line a template, with values to try it with. */
export const catalogue: { readonly [Key in MailKey]: Entry<Key> } = {
  "order-confirmed": {
    title: "Order confirmed",
    when: "To the buyer, once an order is paid",
    words: {
      "order.number": "The order's number",
      "order.lines": "What was bought: quantity, title and total of each",
      "order.total": "What was paid; `| money` writes it out",
    },
    example: {
      order: {
        number: 1042,
        lines: [
          { quantity: 2, title: "Tidewater Enamel Mug, 350 ml, Blue", total: eur(3780) },
          { quantity: 1, title: "Larch Serving Board", total: eur(4900) },
        ],
        total: eur(8680),
      },
    },
  },
  "order-shipped": {
    title: "Order shipped",
    when: "To the buyer, when a parcel is on its way",
    words: {
      "order.number": "The order's number",
      isPart: "Whether the parcel is only a part of the order",
      lines: "What is in the parcel: quantity and title of each",
      carrier: "Who carries it; may be missing",
      trackingNumber: "The carrier's number; may be missing",
      trackingUrl: "Where the parcel can be followed; may be missing",
    },
    example: {
      order: { number: 1042 },
      isPart: true,
      lines: [{ quantity: 2, title: "Tidewater Enamel Mug, 350 ml, Blue" }],
      carrier: "Gull Express",
      trackingNumber: "GE000012345",
      trackingUrl: "https://parcels.example.com/GE000012345",
    },
  },
  "inquiry-answered": {
    title: "Inquiry answered",
    when: "To who wrote an inquiry, once it is answered",
    words: { name: "Who wrote", answer: "The team's answer", message: "What was asked" },
    example: {
      name: "Zoë Ångström",
      answer: "Yes, in three working days.",
      message: "Do you ship to Malta?",
    },
  },
  invitation: {
    title: "Invitation",
    when: "To somebody who is invited to the team, or to a partner's developers",
    words: { link: "Signs in for the first time; good once, for seven days" },
    example: { link: signInLink },
    mustShow: signInLink,
  },
  "login-link": {
    title: "Sign-in link",
    when: "To a member who asked for a link",
    words: { link: "Signs in; good once, for an hour" },
    example: { link: signInLink },
    mustShow: signInLink,
  },
  "customer-code": {
    title: "Customer's code",
    when: "To a customer who opens an account or forgot the password",
    words: { code: "Eight characters; good for a quarter of an hour" },
    example: { code: mailedCode },
    mustShow: mailedCode,
  },
  "customer-account-exists": {
    title: "Customer has an account",
    when: "To a customer who wants to open an account and has one",
    words: {},
    example: {},
  },
  "team-notice": {
    title: "Notice to the team",
    when: "To owners and admins, when something needs a person",
    words: {
      subject: "What happened, in a few words",
      paragraphs: "What to know and to do, a text each",
      link: "The dashboard's page about it",
    },
    example: {
      subject: "A payment is disputed",
      paragraphs: ["The buyer of order #1042 disputes €86.80.", "Answer until Friday."],
      link: "https://shop.example/orders",
    },
  },
  alert: {
    title: "Alert",
    when: "To owners and admins, when a rule on the page Alerts fires and when it is over",
    words: {
      name: "The rule, and what it is about",
      detail: "What happened, in a sentence with its figures",
      severity: "critical, warning or info",
      isOver: "Whether it is over",
      isTest: "Whether somebody only tries where it arrives",
      since: "When it began",
      until: "When it was over; missing as long as it goes on",
      operation: "The operation that the rule watches; missing where it watches all",
      threshold: "From where on it rings, with its unit",
      note: "What to do, as the rule says; may be missing",
      runbook: "The address of the runbook; may be missing",
      requests: "The dashboard's page about what happened",
      link: "The page Alerts",
    },
    example: {
      ...{ name: "Requests fail in the server", severity: "critical" },
      detail:
        "12.4 % of the requests failed in the server (5xx) in the last 5 minutes; at most 5 % should.",
      ...{ isOver: false, isTest: false, since: "2026-11-29 14:05 UTC", until: null },
      ...{ operation: "orders.create", threshold: "5 %" },
      note: "Open the failed requests: if one operation fails, look at its last change.",
      runbook: "https://wiki.example/runbooks/faults",
      requests: "https://shop.example/requests?status=5xx",
      link: "https://shop.example/alerts",
    },
  },
};

export function isMailKey(key: string): key is MailKey {
  return Object.hasOwn(catalogue, key);
}
