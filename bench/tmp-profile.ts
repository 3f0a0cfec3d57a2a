import { spawnSync } from "node:child_process";
import { fillDatabase, openBenchDatabase } from "./database.ts";
import { orderPlace } from "./order-place.ts";
import { productGet } from "./product-get.ts";
import { load } from "./rounds.ts";
import { pinRest, startFloor, startOurs } from "./tmp-processes.ts";

const pinned = pinRest();
const database = await openBenchDatabase();
const which = process.argv[2] === "order" ? orderPlace : productGet;
const seconds = Number(process.argv[3] ?? 5);
const ours = await startOurs(database.url, pinned);
try {
  await fillDatabase(database.pool);
  if (process.argv[4] === "floor") {
    const floor = await startFloor(database.url, pinned);
    for (let i = 0; i < 4; i++)
      console.log(
        "floor",
        await load(which, floor, seconds),
        "\nours",
        await load(which, ours, seconds),
      );
    await floor.stop();
  } else for (let i = 0; i < 3; i++) console.log(await load(which, ours, seconds));
} finally {
  await ours.stop();
  await database.close();
}
