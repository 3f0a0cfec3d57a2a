import { z } from "zod";

/** What is set for object storage that speaks S3. */
export const S3Config = z.object({
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "It has 3 to 63 of a-z, 0-9, dots and hyphens")
    .meta({
      title: "Bucket",
      description: "The bucket that is the shop's alone. It stays private.",
      variable: "S3_BUCKET",
    }),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, "It is a name such as eu-central-1")
    .default("us-east-1")
    .meta({
      title: "Region",
      description: "As the provider names it; for one without regions leave it as it is.",
      variable: "S3_REGION",
    }),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      title: "Endpoint",
      description: "The address of the storage. Leave it empty for Amazon's own.",
      variable: "S3_ENDPOINT",
    }),
  accessKeyId: z
    .string()
    .regex(/^[\w.+/=-]{1,128}$/, "It is one word")
    .meta({
      title: "Access key id",
      description: "Of a key that may read, write and delete in this bucket alone.",
      variable: "S3_ACCESS_KEY_ID",
    }),
  secretAccessKey: z.string().min(1).meta({
    title: "Secret access key",
    description: "The secret that goes with the access key id.",
    secret: true,
    variable: "S3_SECRET_ACCESS_KEY",
  }),
  forcePathStyle: z.stringbool().default(false).meta({
    title: "Bucket in the path",
    description: "For storages that have no host name of its own for each bucket, such as MinIO.",
    variable: "S3_FORCE_PATH_STYLE",
  }),
});

export type S3Config = z.output<typeof S3Config>;

/** The storage's address without the bucket. */
export function endpointOf({ endpoint, region }: Pick<Partial<S3Config>, "endpoint" | "region">) {
  return endpoint ?? `https://s3.${region ?? "us-east-1"}.amazonaws.com`;
}
