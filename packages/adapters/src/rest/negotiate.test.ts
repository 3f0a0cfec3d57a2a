import { expect, it } from "vitest";
import { checkAccept } from "./negotiate.ts";

it.each([
  undefined,
  "*/*",
  "application/json",
  "Application/JSON; charset=utf-8",
  "application/*",
  "text/html, application/xml;q=0.9, */*;q=0.1",
  "text/html,application/json;q=0.001",
  "application/*;q=0, application/json",
])("takes %s", (accept) => {
  expect(() => checkAccept(accept)).not.toThrow();
});

it.each([
  "",
  "text/html",
  "application/xml",
  "application/json;q=0",
  "application/json; q=0.000, */*",
  "application/jsonp",
  "application/json;q=x",
])("refuses %s", (accept) => {
  expect(() => checkAccept(accept)).toThrow(expect.objectContaining({ code: "not_acceptable" }));
});
