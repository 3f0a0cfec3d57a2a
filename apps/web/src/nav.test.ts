import { expect, test } from "vitest";
import { inPortal, isActive, nav, portalNav, visibleNav } from "./nav.ts";

test("hides what the role may not see", () => {
  const member = { partnerId: null, permissions: ["orders:read"] };
  expect(visibleNav(member).map(({ href }) => href)).toEqual(["/", "/orders"]);
});

test("a partner's developer has the portal's pages alone", () => {
  const developer = { partnerId: "prt_1", permissions: ["keys:read", "orders:read"] };
  expect(visibleNav(developer).map(({ href }) => href)).toEqual(["/portal", "/portal/keys"]);
});

test("marks one page at a time", () => {
  const active = (path: string) =>
    [...nav, ...portalNav].filter((item) => isActive(item, path)).map(({ href }) => href);
  expect(active("/")).toEqual(["/"]);
  expect(active("/orders/ord_1")).toEqual(["/orders"]);
  expect(active("/ordersome")).toEqual([]);
  expect(active("/portal")).toEqual(["/portal"]);
  expect(active("/portal/keys/key_1")).toEqual(["/portal/keys"]);
});

test("a developer who follows an error's link comes to the portal's page of that request", () => {
  expect(inPortal("/requests/req_01jd7m3v9kf4s8qzt5w2x6y7ab")).toMatch(/^\/portal\/requests\/req_/);
  expect(inPortal("/requests?status=4xx")).toBe("/portal/requests?status=4xx");
  expect(inPortal("/orders/ord_1")).toBe("/portal");
  expect(inPortal("/requests/..//evil.example")).toBe("/portal");
});
