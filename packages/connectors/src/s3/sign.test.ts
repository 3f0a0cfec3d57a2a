import { expect, test } from "vitest";
import { presign, sign } from "./sign.ts";

// The examples of Amazon's documentation, with the keys that it prints there.
const settings = {
  region: "us-east-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const now = new Date("2013-05-24T00:00:00Z");
const bucket = "https://examplebucket.s3.amazonaws.com";

test("Amazon's example of a signed GET", async () => {
  const { headers } = await sign(settings, {
    ...{ method: "GET", url: new URL(`${bucket}/test.txt`), now },
    headers: { range: "bytes=0-9" },
  });
  expect(headers.authorization).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
});

test.each([
  ["?lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
  ["?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
])("Amazon's example of a signed query %s", async (query, signature) => {
  const url = new URL(`${bucket}/${query}`);
  const { headers } = await sign(settings, { method: "GET", url, now });
  expect(headers.authorization).toMatch(new RegExp(`Signature=${signature}$`));
});

test("Amazon's example of a signed address", async () => {
  expect(
    await presign(settings, {
      ...{ method: "GET", url: new URL(`${bucket}/test.txt`), now, expiresIn: 86_400 },
    }),
  ).toBe(
    `${bucket}/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  );
});
