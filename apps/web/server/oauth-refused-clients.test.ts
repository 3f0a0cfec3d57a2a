import { afterAll, beforeAll, describe, test } from "vitest";
import { type Attack, expectRefusal, type Scene, setScene } from "./testing/oauth-attacks.ts";
import { type OauthShop, startOauthShop } from "./testing/oauth-shop.ts";

let shop: OauthShop;
let scene: Scene;
beforeAll(async () => {
  shop = await startOauthShop();
  scene = await setScene(shop);
});
afterAll(() => shop.close());

const own = { grant_type: "client_credentials" };

describe("who the program is", () => {
  const attacks: Attack[] = [
    ["no client", ({ post }) => post("token", own)],
    [
      "an unknown one",
      ({ post }) => post("token", { ...own, client_id: "cli_x", client_secret: "x" }),
    ],
    [
      "a wrong secret",
      ({ post, machine }) =>
        post("token", own, { Authorization: `Basic ${btoa(`${machine.id}:cds_wrong`)}` }),
    ],
    [
      "a wrong secret in the body",
      ({ post, machine }) =>
        post("token", { ...own, client_id: machine.id, client_secret: "cds_wrong" }),
    ],
    [
      "an empty secret",
      ({ post, machine }) =>
        post("token", own, { Authorization: `Basic ${btoa(`${machine.id}:`)}` }),
    ],
    ["no secret", ({ post, machine }) => post("token", { ...own, client_id: machine.id })],
    [
      "another's secret",
      ({ post, machine, otherMachine }) =>
        post("token", { ...own, client_id: machine.id, client_secret: otherMachine.secret }),
    ],
    [
      "a secret cut short",
      ({ post, machine }) =>
        post("token", {
          ...own,
          client_id: machine.id,
          client_secret: machine.secret.slice(0, -1),
        }),
    ],
    [
      "the kept hash as a secret",
      async ({ post, machine }) => {
        const row = await shop.app.product.db.prisma.oauthClient.findUniqueOrThrow({
          where: { id: machine.id },
        });
        return post("token", {
          ...own,
          client_id: machine.id,
          client_secret: row.secretHash ?? "",
        });
      },
    ],
    [
      "the provider's placeholder",
      ({ post, machine }) =>
        post("token", { ...own, client_id: machine.id, client_secret: "kept as an HMAC" }),
    ],
    [
      "header and body at once",
      ({ post, as, basic, machine }) => post("token", { ...own, ...as(machine) }, basic(machine)),
    ],
    [
      "header and another id",
      ({ post, basic, machine, otherMachine }) =>
        post("token", { ...own, client_id: otherMachine.id }, basic(machine)),
    ],
    [
      "a secret in the address",
      ({ post, machine }) =>
        post(`token?client_secret=${machine.secret}`, { ...own, client_id: machine.id }),
    ],
    [
      "a bearer token",
      ({ post, machine }) => post("token", own, { Authorization: `Bearer ${machine.secret}` }),
    ],
    [
      "a header without a colon",
      ({ post }) => post("token", own, { Authorization: `Basic ${btoa("nothing")}` }),
    ],
    [
      "a header that is no base64",
      ({ post }) => post("token", own, { Authorization: "Basic %%%" }),
    ],
    [
      "a public program with a secret",
      ({ post, spa, machine }) =>
        post("token", { ...own, client_id: spa.id, client_secret: machine.secret }),
    ],
    [
      "an assertion",
      ({ post, machine }) =>
        post("token", {
          ...own,
          client_id: machine.id,
          client_assertion: "e30.e30.x",
          client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        }),
    ],
    [
      "two ids",
      ({ post, machine, otherMachine }) =>
        post("token", [
          ["grant_type", "client_credentials"],
          ["client_id", machine.id],
          ["client_id", otherMachine.id],
          ["client_secret", machine.secret],
        ]),
    ],
    [
      "two secrets",
      ({ post, machine }) =>
        post("token", [
          ["grant_type", "client_credentials"],
          ["client_id", machine.id],
          ["client_secret", "x"],
          ["client_secret", machine.secret],
        ]),
    ],
    [
      "an id that is SQL",
      ({ post }) => post("token", { ...own, client_id: "' OR 1=1 --", client_secret: "x" }),
    ],
    [
      "an id of 10 KB",
      ({ post }) => post("token", { ...own, client_id: "c".repeat(10_000), client_secret: "x" }),
    ],
    [
      "an id with a NUL",
      ({ post }) => post("token", { ...own, client_id: "cli_\0", client_secret: "x" }),
    ],
    [
      "an id that is an object's member",
      ({ post }) => post("token", { ...own, client_id: "__proto__", client_secret: "x" }),
    ],
  ];
  test.each(attacks)("%s", async (_name, send) => expectRefusal(await send(scene)));
});
