import { expect, it } from "vitest";
import { mediaOfError, negotiate } from "./media.ts";

it.each([
  [undefined, "json"],
  ["*/*", "json"],
  ["application/json", "json"],
  ["Application/JSON; charset=utf-8", "json"],
  ["application/*", "json"],
  ["application/problem+json", "json"],
  ["text/html,application/json;q=0.001", "json"],
  ["application/*;q=0, application/json", "json"],
  ["application/xml;q=0.8, application/json", "json"],
  ["application/xml", "xml"],
  ["text/xml", "xml"],
  ["application/problem+xml", "xml"],
  ["text/html, application/xml;q=0.9, */*;q=0.1", "xml"],
  ["application/json;q=0.5, application/xml", "xml"],
  ["application/json; q=0.000, */*", "xml"],
])("%s is answered in %s", (accept, media) => {
  expect(negotiate(accept)).toBe(media);
});

it.each(["", "text/html", "application/json;q=0", "application/jsonp", "application/json;q=x"])(
  "refuses %s, in JSON",
  (accept) => {
    expect(() => negotiate(accept)).toThrow(
      expect.objectContaining({
        code: "not_acceptable",
        data: { available: ["application/json", "application/xml"] },
      }),
    );
    expect(mediaOfError(accept)).toBe("json");
  },
);
