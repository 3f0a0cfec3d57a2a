import { expect, test } from "vitest";
import { browserName } from "./user-agent.ts";

test("browsers are named by what they are, not by what they want to be taken for", () => {
  const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";
  expect(browserName(chrome)).toBe("Chrome on Linux");
  expect(browserName(`${chrome.replace("X11; Linux x86_64", "Windows NT 10.0")} Edg/140.0`)).toBe(
    "Edge on Windows",
  );
  expect(
    browserName("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"),
  ).toBe("Safari on iPhone");
  expect(browserName("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Gecko Firefox/143.0")).toBe(
    "Firefox on macOS",
  );
});

test("other programs are shown as they call themselves", () => {
  expect(browserName("curl/8.5.0")).toBe("curl/8.5.0");
  expect(browserName(null)).toBe("Unknown");
});
