import { readFileSync } from "node:fs";
import { breakingChanges } from "@crossdock/adapters";
import { describe, expect, test } from "vitest";
import { openApi } from "./openapi.ts";

/**
 * Differences that break nobody: types of events that did not exist at the release, which a reader of
 * the list skips, and kinds of callers. Whoever has a credential of that day is told what it was told
 * then.
 */
const accepted: Record<string, string[]> = {
  v1: [...["json"].flatMap(newEvents), ...["json"].flatMap(newKinds)],
  v2: [...["json", "xml"].flatMap(newEvents), ...["json", "xml"].flatMap(newKinds)],
};

function newEvents(format: string): string[] {
  const types = [
    ...["payment.authorized", "payment.review_required"],
    ...["refund.created", "refund.succeeded", "refund.failed"],
    ...["dispute.opened", "dispute.updated", "dispute.closed"],
    ...["fulfillment.delivered", "fulfillment.canceled"],
  ];
  return types.map(
    (type) =>
      `GET /events: answer 200 application/${format} #/data/items/type: "${type}" is a new value of a closed list`,
  );
}

function newKinds(format: string): string[] {
  return ["oauthClient", "customer", "external"].map(
    (kind) =>
      `GET /me: answer 200 application/${format} #/kind: "${kind}" is a new value of a closed list`,
  );
}

const mend = (version: string) =>
  `Clients of ${version} rely on what docs/openapi/released/${version}.json says, which is never renewed. ` +
  `Give the operation a new shape in a newer version, and write what ${version} had instead into ` +
  `packages/api/src/versions/${version}/.`;

describe.each([...openApi])("%s", (version, text) => {
  const released = readReleased(version);

  test("still does what it did at its release", () => {
    expect(breakingChanges(released, JSON.parse(text)), mend(version)).toEqual(
      accepted[version] ?? [],
    );
  });

  test("could not lose an operation or a member unnoticed", () => {
    const served = JSON.parse(text);
    const { id, ...otherMembers } = served.components.schemas.Order.properties;
    delete served.paths["/orders"].post;
    served.components.schemas.Order.properties = otherMembers;
    const breaks = breakingChanges(released, served);
    expect(breaks).toContain("POST /orders: it is gone");
    expect(breaks).toContain("GET /orders/{id}: answer 200 application/json #/id: it is gone");
  });
});

function readReleased(version: string): object {
  const path = new URL(`../../../docs/openapi/released/${version}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8"));
}
