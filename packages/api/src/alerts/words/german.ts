import type { AlertKind } from "@crossdock/telemetry/alerts";
import { type Found, figuresIn, type Language } from "./language.ts";

const { rounded, exact } = figuresIn("de");

/** The language of mails where the shop writes them in German. */
export const german: Language = {
  happened(found) {
    const { kind, subject, percentile } = found;
    const value = rounded(Math.abs(found.value));
    const window = windowOf(found);
    const many = `${found.operation ? `Aufrufe von ${found.operation}` : "Anfragen"}${of(found)}`;
    switch (kind) {
      case "fault_rate":
        return `${value} % der ${many} scheiterten ${window} am Server (5xx)`;
      case "error_rate":
        return `${value} % der ${many} scheiterten ${window} (4xx und 5xx)`;
      case "latency":
        return `${percentile} % der ${many} dauerten ${window} bis zu ${value} ms`;
      case "volume_above":
        return `${value} ${many} kamen ${window}`;
      case "volume_unusual":
        return `Weit ${found.value < 0 ? "weniger" : "mehr"} ${many} als sonst um diese Zeit kamen ${window}: ${value} Standardabweichungen`;
      case "no_traffic":
        return `Seit ${minutes(found.value)} kamen keine ${many}, obwohl es sonst welche gibt`;
      case "webhook_failures":
        return `${value} % der Zustellungen${of(found)} scheiterten ${window}`;
      case "queue_lag":
        return `Der älteste Auftrag${subject ? ` in ${subject}` : ""} wartet seit ${minutes(found.value)}`;
      case "key_expiry":
        return `Der Schlüssel ${subject} läuft ${days(found.value)} ab, und keiner ist an seine Stelle getreten`;
      case "certificate_expiry":
        return `Das Zertifikat von ${subject} läuft ${days(found.value)} ab`;
    }
  },

  limit({ kind, threshold }) {
    const most = `höchstens ${exact(threshold)}`;
    switch (kind) {
      case "fault_rate":
      case "error_rate":
      case "webhook_failures":
        return `${most} % dürfen es sein`;
      case "latency":
        return `es sollten ${most} ms sein`;
      case "volume_above":
      case "queue_lag":
        return `es sollten ${most} sein`;
      case "volume_unusual":
        return `ab ${exact(threshold)} ist es auffällig`;
      default:
        return null;
    }
  },

  calm(kind) {
    if (kind === "key_expiry") return "Der Schlüssel wurde erneuert oder ist nicht mehr da.";
    if (kind === "certificate_expiry")
      return "Das Zertifikat wurde erneuert oder ist nicht mehr da.";
    return "Es ist wieder, wie es sein soll.";
  },
  before: "Zuvor:",
  test: "Jemand probiert aus, wohin diese Regel meldet, was geschieht.",
  threshold: ({ kind, threshold }) => `${exact(threshold)} ${units[kind]}`,
  advice: (preset) => advice[preset],
  // Webhooks that come in have no id: see what the rule of webhooks reads.
  subject: (name) => name.replace(/^inbound /, "eingehend von "),
};

const units: Readonly<Record<AlertKind, string>> = {
  fault_rate: "%",
  error_rate: "%",
  latency: "ms",
  volume_above: "Anfragen",
  volume_unusual: "Standardabweichungen",
  no_traffic: "Anfragen",
  webhook_failures: "%",
  queue_lag: "Minuten",
  key_expiry: "Tage",
  certificate_expiry: "Tage",
};

const advice: Readonly<Record<string, string>> = {
  faults:
    "Öffnen Sie die gescheiterten Anfragen: Scheitert eine Operation, sehen Sie nach, was zuletzt an ihr geändert wurde; scheitern alle, sehen Sie nach der Datenbank.",
  "client-errors":
    "Die Fehler sagen, was falsch gesendet wird: Sagen Sie es denen, die das Programm schreiben, mit der Nummer einer Anfrage.",
  latency:
    "Öffnen Sie eine langsame Anfrage: Ihre Abschnitte sagen, ob die Datenbank oder etwas anderes die Zeit braucht.",
  "traffic-stopped":
    "Rufen Sie die API von außen auf: Der Proxy, der Name oder das Zertifikat kann alle fernhalten.",
  "traffic-unusual":
    "Sehen Sie nach, wer mehr oder weniger aufruft als sonst: eine Schleife, eine Aktion oder ein Partner, der ausgefallen ist.",
  webhooks:
    "Die gescheiterten Zustellungen sagen, woran es lag. Sie werden von selbst wiederholt, und von Hand, sobald es behoben ist.",
  queue:
    "Sehen Sie nach, ob ein Worker läuft und nicht angehalten ist, und ob ein Auftrag immer wieder scheitert.",
  keys: "Erneuern Sie den Schlüssel: Während der Partner umstellt, gelten beide.",
  certificate:
    "Erneuern Sie die Dateien, die TLS_CERT und TLS_KEY nennen: Sie werden ohne Neustart neu gelesen.",
};

function of({ subject }: Found): string {
  if (subject.startsWith("eingehend ")) return ` (${subject})`;
  return subject ? ` von ${subject}` : "";
}

function windowOf({ windowMinutes }: Found): string {
  return windowMinutes === 1 ? "in der letzten Minute" : `in den letzten ${windowMinutes} Minuten`;
}

function minutes(value: number): string {
  return value === 1 ? "einer Minute" : `${rounded(value)} Minuten`;
}

function days(value: number): string {
  const whole = Math.floor(value);
  if (whole < 1) return "in weniger als einem Tag";
  return whole === 1 ? "in einem Tag" : `in ${whole} Tagen`;
}
