/** Which bodies of an operation the log of requests keeps, masked: `sampled` is of errors and one in a hundred others. */
export const bodyPolicies = ["none", "errors", "sampled"] as const;
export type BodyPolicy = (typeof bodyPolicies)[number];

/** Where nobody has said anything else. */
export const usualBodies: BodyPolicy = "sampled";

/** The policy of a row; none of its bodies are kept where it is none that we know. */
export function bodyPolicyOf({ bodies }: { bodies: string }): BodyPolicy {
  return bodyPolicies.find((policy) => policy === bodies) ?? "none";
}
