import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  developerOf,
  outcomeOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

function someone(role: string) {
  const id = newId("usr", product.clock.now());
  return product.as({ ...userOf(role), id }).views;
}

const failed = { list: "requests", name: "Failed", query: "status=5xx&range=7d" };
const names = async (views: ReturnType<typeof someone>) =>
  (await views.list({ list: "requests" })).data.map(({ name }) => name);

test("a view is one's own until it is shared", async () => {
  const [ann, ben] = [someone("developer"), someone("developer")];
  const view = await ann.create(failed);
  expect(view).toMatchObject({ ...failed, shared: false, mayChange: true, version: 1 });
  expect(await names(ann)).toEqual(["Failed"]);
  expect(await names(ben)).toEqual([]);
  expect((await ann.list({ list: "traffic" })).data).toEqual([]);
  expect(await outcomeOf(ben.update({ id: view.id, name: "Mine" }))).toBe("not_found");
  const shared = await ann.update({ id: view.id, shared: true, query: "status=503" });
  expect(shared).toMatchObject({ shared: true, query: "status=503", version: 2 });
  expect(await names(ben)).toEqual(["Failed"]);
  const { data } = await ben.list({ list: "requests" });
  expect(data).toMatchObject([{ mayChange: false }]);
  expect(await outcomeOf(ben.update({ id: view.id, name: "Mine" }))).toBe("forbidden");
  expect(await outcomeOf(ben.remove({ id: view.id }))).toBe("forbidden");
  const admin = someone("admin");
  expect(await admin.update({ id: view.id, name: "Broken" })).toMatchObject({ name: "Broken" });
  await admin.remove({ id: view.id });
  expect(await names(ann)).toEqual([]);
});

test("a change that is based on an older version is refused, and changes nothing", async () => {
  const ann = someone("developer");
  const { id, version } = await ann.create({ ...failed, shared: true });
  const admin = someone("admin");
  await admin.update({ id, version, query: "status=503" });
  expect(await outcomeOf(ann.update({ id, version, name: "Mine" }))).toBe("conflict");
  expect((await ann.list({ list: "requests" })).data.find((view) => view.id === id)).toMatchObject({
    ...{ name: "Failed", query: "status=503", version: version + 1 },
  });
  expect(await ann.update({ id, version: version + 1, name: "Mine" })).toMatchObject({
    name: "Mine",
  });
  const changes = ["One", "Other"].map((name) => ann.update({ id, version: version + 2, name }));
  const outcomes = await Promise.all(changes.map(outcomeOf));
  expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(1);
  await ann.remove({ id });
});

test("an admin does not see what others keep for themselves", async () => {
  const view = await someone("developer").create(failed);
  const admin = someone("admin");
  expect(await outcomeOf(admin.remove({ id: view.id }))).toBe("not_found");
});

test("partners' developers have their own, and nothing of the team's", async () => {
  const team = await someone("owner").create({ ...failed, name: "Team", shared: true });
  const developer = product.as(developerOf("prt_01aaaaaaaaaaaaaaaaaaaaaaaa")).views;
  expect(await names(developer)).toEqual([]);
  expect(await outcomeOf(developer.remove({ id: team.id }))).toBe("not_found");
  const own = await developer.create(failed);
  expect(await names(developer)).toEqual(["Failed"]);
  expect(await outcomeOf(developer.update({ id: own.id, shared: true }))).toBe("forbidden");
  expect(await outcomeOf(developer.create({ ...failed, shared: true }))).toBe("forbidden");
});

test("a query is what follows the question mark", async () => {
  const views = someone("owner");
  expect(await outcomeOf(views.create({ ...failed, query: "?a=1" }))).toBe("validation_failed");
});
