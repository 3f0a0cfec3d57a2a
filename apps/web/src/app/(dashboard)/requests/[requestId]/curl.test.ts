import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlOf } from "./curl.ts";

const entry = { transport: "rest", method: "POST", path: "/api/v2/orders" } as const;
const detail = {
  query: "expand=lines",
  requestHeaders: { "content-type": "application/json", host: "shop", "idempotency-key": "it's" },
  requestBody: `{"note":"it's $HOME \`id\`"}`,
  responseHeaders: {},
  responseBody: null,
  masked: false,
};

/** What a shell makes of a command's words. */
function wordsOf(command: string): string[] {
  const print = command.replace(/^curl/, "API_KEY=cdk_live_x; printf '%s\\0'");
  return execFileSync("sh", ["-c", print]).toString().split("\0").slice(0, -1);
}

test("a shell reads the command as the request was, with one's own key", () => {
  const { command, file } = curlOf(entry, detail, "http://shop.test") ?? { command: "" };
  expect(file).toBeNull();
  expect(wordsOf(command)).toEqual([
    ...["-X", "POST", "http://shop.test/api/v2/orders?expand=lines"],
    ...["-H", "Authorization: Bearer cdk_live_x"],
    ...["-H", "content-type: application/json", "-H", "idempotency-key: it's"],
    ...["--data-binary", detail.requestBody],
  ]);
});

test("a large body is a file of its own", () => {
  const large = { ...detail, requestBody: `"${"é".repeat(40_000)}"` };
  const curl = curlOf(entry, large, "http://shop.test");
  expect(curl?.command).toMatch(/--data-binary @body\.json$/);
  expect(curl?.file).toBe(large.requestBody);
});

test("what no key could send has no command", () => {
  expect(curlOf({ ...entry, transport: "trpc" }, detail, "http://shop.test")).toBeNull();
  expect(curlOf({ ...entry, method: "GET" }, null, "http://shop.test")?.command).toBe(
    `curl 'http://shop.test/api/v2/orders' \\\n  -H "Authorization: Bearer $API_KEY"`,
  );
});
