import { cloneTemplate, startTestServer } from "@crossdock/db/test-server";
import { startAppOn } from "../../apps/web/server/testing/app-on.ts";
import { createDice } from "../../apps/web/server/testing/faults/dice.ts";
import { startFaultShop } from "../../apps/web/server/testing/faults/fault-shop.ts";
import { chargeManyTimes, oversell } from "../../apps/web/server/testing/faults/races.ts";

/** More buyers than things, at two processes, again and again: exactly as many are sold as there are. */
export async function benchOversell({
  rounds,
  units,
  buyers,
}: Record<"rounds" | "units" | "buyers", number>): Promise<boolean> {
  const server = await startTestServer();
  const app = await startAppOn(await cloneTemplate(server.url));
  let right = 0;
  try {
    const processes = await Promise.all([app.serve(), app.serve()]);
    const urls = processes.map(({ url }) => url);
    const key = await app.createKey({ partnerId: await app.createPartner() });
    for (let round = 1; round <= rounds; round++) {
      const { sku } = await app.sell(units);
      const begin = performance.now();
      const { sold, refused, other } = await oversell(urls, key, sku, { buyers, atOnce: 100 });
      const { reserved } = await app.as().inventory.get({ sku });
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      console.log(
        `round ${round}: ${sold} of ${units} sold, ${refused} refused, ${other} other, ${reserved} reserved, ${seconds} s`,
      );
      if (sold === units && reserved === units && refused === buyers - units) right += 1;
    }
  } finally {
    await app.close();
    await server.stop();
  }
  console.log(`${right} of ${rounds} rounds exactly right`);
  return right === rounds;
}

/** Very many at once who make the shop take an order's money: it is taken once. */
export async function benchCharge({ attempts }: { attempts: number }): Promise<boolean> {
  const server = await startTestServer();
  const shop = await startFaultShop(await cloneTemplate(server.url), createDice(1));
  let right = true;
  try {
    for (const provider of ["stripe", "paypal"] as const) {
      const begin = performance.now();
      const done = await chargeManyTimes(shop, provider, { attempts, atOnce: 250 });
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      console.log(
        `${provider}: ${attempts} attempts, ${done.captures} capture, ${done.captured} of ${done.total}, ${seconds} s`,
      );
      right &&= done.captures === 1 && done.captured === done.total;
    }
  } finally {
    await shop.close();
    await server.stop();
  }
  return right;
}
