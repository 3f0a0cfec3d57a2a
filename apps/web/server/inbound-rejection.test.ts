import { AppError } from "@crossdock/core";
import { expect, test } from "vitest";
import { rejectionOf } from "./inbound-rejection.ts";

test.each([
  ["203.0.113.9", "203.0.113.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["::1", "0:0:0::/48"],
  ["unknown", ""],
])("of the address %s the network %s is kept", (address, network) => {
  const facts = { slug: "test", address, requestId: "req_1", body: undefined };
  expect(rejectionOf(new AppError("bad_request"), facts)).toEqual({
    ...{ connector: "test", slug: "test", reason: "unreadable", network, requestId: "req_1" },
    bytes: null,
  });
});

test("an address that can be none is not kept, and a look is no delivery", () => {
  const facts = { slug: "<script>", address: "", requestId: "req_1", body: undefined };
  const unknown = new AppError("not_found", { data: { reason: "unknown_source" } });
  expect(rejectionOf(unknown, facts)).toMatchObject({ connector: "", slug: "" });
  expect(rejectionOf(new AppError("method_not_allowed"), facts)).toBeNull();
});
