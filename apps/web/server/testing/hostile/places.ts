import type { Outcome } from "./flood.ts";
import { changedTexts } from "./kept.ts";

/** Calls a command of the dashboard. */
type Mutate = (procedure: string, input: object) => Promise<Outcome>;

/** A place that takes texts only once something else is there: what became of each text, and who shows it. */
export type FilledPlace = {
  place: string;
  /** The page of the dashboard that shows them. */
  page: string;
  /** The texts that were taken. */
  taken: string[];
  /** Answers of 500 and more, and texts that were taken and kept as others. */
  faults: string[];
};

export type Stand = {
  sku: string;
  /** An active product, with images of it. */
  productId: string;
  imageIds: string[];
  /** Where a Mastodon is, and its token. */
  mastodon: { url: string; token: string };
};

/** Puts every text into every such place. */
export async function fillPlaces(
  mutate: Mutate,
  strings: readonly string[],
  stand: Stand,
): Promise<FilledPlace[]> {
  const texts = strings.filter((text) => text.trim() !== "" && text.length <= 100);
  return [
    await fillRefunds(mutate, texts, stand),
    await fillImages(mutate, texts, stand),
    await fillTemplate(mutate, texts),
    await fillAnnouncements(mutate, texts, stand),
    await fillMappings(mutate, texts),
  ];
}

async function fillRefunds(mutate: Mutate, texts: string[], { sku }: Stand) {
  const order = { email: "hostile-refunds@example.com", lines: [{ sku, quantity: 20 }] };
  const { id: orderId, payments } = await made(mutate, "orders.create", order);
  await made(mutate, "payments.markPaid", { id: payments[0]?.id });
  const place = newPlace("reasons of refunds", `/orders/${orderId}`);
  const amount = { amount: 1, currency: "EUR" };
  for (const reason of texts)
    await put(mutate, place, "refunds.create", { orderId, amount, reason });
  return place;
}

// The last ones stay, one an image.
async function fillImages(mutate: Mutate, texts: string[], { productId: id, imageIds }: Stand) {
  const place = newPlace("descriptions of images", `/products/${id}`);
  const [first] = imageIds;
  for (const alt of texts) {
    const { status, body } = await mutate("products.updateImage", { id, imageId: first, alt });
    const { images = [] } = Object(body) as { images?: { id: string; alt: string }[] };
    note(
      place,
      alt,
      status,
      { alt },
      images.find((image) => image.id === first),
    );
  }
  const last = place.taken.slice(0, imageIds.length);
  for (const [index, alt] of last.entries())
    await made(mutate, "products.updateImage", { id, imageId: imageIds[index], alt });
  place.taken = last;
  return place;
}

// What goes by itself goes together too: the page has them all in one text.
async function fillTemplate(mutate: Mutate, texts: string[]) {
  const mail = { key: "inquiry-answered", locale: "en" };
  const place = newPlace("templates of mails", `/emails/templates/${mail.key}`);
  let basedOn: string | null = null;
  const save = async (text: string, input: { subject: string; body: string }) => {
    const { status, body } = await mutate("mailTemplates.save", { ...mail, ...input, basedOn });
    if (status < 300) basedOn = (body as { versionId: string }).versionId;
    note(place, text, status, input, body);
  };
  for (const text of texts) await save(text, { subject: text, body: `{{ answer }} ${text}` });
  const all = place.taken.join("\n\n");
  await save("", { subject: "All of them", body: `{{ answer }}\n\n${all}` });
  return place;
}

async function fillAnnouncements(mutate: Mutate, texts: string[], { mastodon }: Stand) {
  const values = { baseUrl: mastodon.url };
  await made(mutate, "connectors.update", { id: "mastodon", version: 0, values });
  const secret = { connector: "mastodon", name: "accessToken", value: mastodon.token };
  await made(mutate, "connectors.setSecret", secret);
  const place = newPlace("announcements", "/announcements");
  const targets = [{ connector: "mastodon" }];
  const later = new Date(Date.now() + 30 * 86_400_000).toISOString();
  // The newest first stand on the page: the last are those that go out at once.
  for (const [index, text] of texts.entries()) {
    const scheduledAt = index < texts.length - 20 ? later : undefined;
    await put(mutate, place, "announcements.create", { text, targets, scheduledAt });
  }
  return place;
}

async function fillMappings(mutate: Mutate, texts: string[]) {
  const place = newPlace("files of mappings", "/mappings");
  const own = { source: "hostile", operation: "inquiries.create", scopes: [], partnerId: null };
  const file = { crossdockMapping: 1, connection: null };
  for (const text of texts) {
    const definition = { direction: "in", event: text, ...own };
    const named = { ...file, name: text, description: text, definition };
    await put(mutate, place, "mappings.import", { file: named, name: text });
  }
  return place;
}

function newPlace(place: string, page: string): FilledPlace {
  return { place, page, taken: [], faults: [] };
}

/** Makes a call that carries one text, wherever it stands in the input. */
async function put(mutate: Mutate, place: FilledPlace, procedure: string, input: object) {
  const { status, body } = await mutate(procedure, input);
  const { reason, text, name } = input as { reason?: string; text?: string; name?: string };
  note(place, reason ?? text ?? name ?? "", status, input, body);
}

function note(place: FilledPlace, text: string, status: number, input: object, output: unknown) {
  if (status >= 500) place.faults.push(`${status}: ${JSON.stringify(text)}`);
  if (status >= 300) return;
  place.faults.push(...changedTexts(input, output));
  if (text !== "") place.taken.push(text);
}

type Made = { id: string; payments: { id: string }[] };

async function made(mutate: Mutate, procedure: string, input: object): Promise<Made> {
  const { status, body } = await mutate(procedure, input);
  if (status >= 300) throw new Error(`${procedure}: ${status} ${JSON.stringify(body)}`);
  return body as Made;
}
