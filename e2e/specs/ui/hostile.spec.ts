import { readdirSync } from "node:fs";
import { listProcedures } from "@crossdock/adapters";
import { appRouter } from "@crossdock/api";
import { startMastodon } from "@crossdock/connectors/testing";
import type { BrowserContext, Page } from "@playwright/test";
import { z } from "zod";
import { flood } from "../../../apps/web/server/testing/hostile/flood.ts";
import { inputSchemaOf, placesOf } from "../../../apps/web/server/testing/hostile/input.ts";
import { fillPlaces } from "../../../apps/web/server/testing/hostile/places.ts";
import { hostileStrings } from "../../../apps/web/server/testing/hostile/strings.ts";
import { createWarehouse } from "../../../apps/web/server/testing/hostile/warehouse.ts";
import { callTrpc } from "../../../apps/web/server/testing/trpc-client.ts";
import { addImage, png } from "../../../apps/web/server/testing/upload.ts";
import { expect, test } from "../../fixtures/index.ts";

const detailsMax = 10;

// A shop of its own: what other tests store would take the places on the first pages.
test.use({ smtp: true });

// Every page of the dashboard, found in the tree, so that a new one is opened by itself.
const routes = readdirSync(new URL("../../../apps/web/src/app/(dashboard)", import.meta.url), {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => /(^|\/)page\.tsx$/.test(path))
  .map((path) => `/${path.replace(/\/?page\.tsx$/, "")}`);
const lists = routes.filter((route) => !route.includes("["));
const details = routes.filter((route) => /^\/[^[]+\/\[\w+\]$/.test(route));

// What makes something that a page shows.
const makers = listProcedures(appRouter).filter(
  ({ name }) => /\.(create|invite)$/.test(name) && name !== "fulfillments.create",
);

test("whatever is stored is text and nothing else, on every page", async ({
  apiKey,
  app,
  asRole,
  owner,
  sell,
  shop,
}) => {
  test.setTimeout(600_000);
  // What a preview of a mail says of this test's own script: there none runs.
  app.expectConsoleError(/Blocked script execution in 'about:srcdoc'/);
  const page = await asRole("owner");
  const tripped = await watch(page.context());
  const cookie = (await page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const mutate = async (path: string, input: unknown) => {
    const { status, body } = await callTrpc(shop.url, { path, cookie, input, method: "POST" });
    const { result, error } = body as {
      result?: { data: unknown };
      error?: { data: { problem: unknown } };
    };
    return { status, body: result?.data ?? error?.data.problem };
  };
  const { id: productId, sku } = await sell(100_000);
  const there = createWarehouse({ sku, paid: [] });
  there.learn(await owner.partners.create.mutate({ name: `Hostile ${sku}` }));
  there.learn(await owner.customers.create.mutate({ email: `hostile-${sku}@example.com` }));
  for (const {
    name,
    inputs: [input],
  } of makers) {
    if (!(input instanceof z.ZodType)) continue;
    const schema = inputSchemaOf(input);
    if (placesOf(schema).length === 0) continue;
    const call = (input: unknown) => mutate(name, input);
    const options = { schema, strings: hostileStrings, call, many: 40, rounds: 40 };
    const { faults, taken } = await flood({ ...options, ...there.fillingOf(name) });
    expect(faults, name).toEqual([]);
    for (const { output } of taken) there.learn(output);
  }

  const { key } = await apiKey("all");
  for (let image = 0; image < 8; image += 1) await addImage(shop.url, { key, productId });
  const { images } = await owner.products.get.query({ id: productId });
  const mastodon = await startMastodon();
  const places = await fillPlaces(mutate, hostileStrings.slice(0, 90), {
    ...{ sku, productId, mastodon },
    imageIds: images.map(({ id }) => id),
  });
  expect(places.flatMap(({ faults }) => faults)).toEqual([]);

  const seen = new Set<string>();
  const look = async (path: string) => {
    await app.goto(path, page);
    return read();
  };
  const read = async () => {
    const text = await page.evaluate<string>(
      "[document.body.textContent, ...Array.from(document.querySelectorAll('input, textarea'), ({ value }) => value)].join('\\n')",
    );
    for (const one of hostileStrings) if (text.includes(one.trim())) seen.add(one);
    return text;
  };
  // What was taken is there to read, where it belongs.
  for (const { place, page: path, taken } of places) {
    const text = await look(path);
    const shown = taken.filter((one) => text.includes(one.trim()));
    expect(shown.length, `${place}, of ${taken.length}`).toBeGreaterThan(
      Math.min(taken.length, 20) / 2,
    );
  }
  await nameFiles(page, `/products/${productId}`, app.goto);
  for (const path of lists) await look(path);
  for (const route of details)
    for (const path of await linksOf(page, route, app.goto)) await look(path);
  expect(tripped).toEqual([]);
  expect(seen.size).toBeGreaterThan(500);
  await mastodon.close();
});

/** Chooses files with such names; what is said of them is text. */
async function nameFiles(page: Page, path: string, goto: Goto): Promise<void> {
  await goto(path, page);
  const names = hostileStrings.slice(0, 40).filter((one) => /^["']?>?<[^/]+>$/.test(one));
  for (const name of names.slice(0, 3)) {
    const file = { name: `${name}.png`, mimeType: "image/png", buffer: png };
    await page.getByLabel("Choose images").setInputFiles([file]);
    await expect(page.getByText(`${file.name} is added`)).toBeVisible();
  }
}

type Goto = (path: string, page: Page) => Promise<void>;

/** Fails the test where a script of a text runs, a dialog opens or a policy has to step in. */
async function watch(context: BrowserContext): Promise<string[]> {
  const tripped: string[] = [];
  await context.exposeFunction("tripwire", () => tripped.push("a script ran"));
  await context.addInitScript(
    "document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => console.error('policy:', effectiveDirective, blockedURI))",
  );
  context.on("dialog", (dialog) => {
    tripped.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return tripped;
}

/** Where the rows of a list lead, the newest first. */
async function linksOf(page: Page, route: string, goto: Goto): Promise<string[]> {
  const folder = route.slice(0, route.lastIndexOf("/"));
  await goto(folder, page);
  const hrefs = await page
    .locator(`main a[href^="${folder}/"]`)
    .evaluateAll((links) => links.map((link) => String(Reflect.get(link, "pathname"))));
  return [...new Set(hrefs)].filter((href) => !lists.includes(href)).slice(0, detailsMax);
}
