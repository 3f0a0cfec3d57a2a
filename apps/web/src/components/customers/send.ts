/** What a step of the sign-in may meet, in words. */
export type Failure = "wrong" | "limited" | "closed" | "failed";

/** While nothing may be changed, by the shop's own decision. */
export const closedMessage =
  "The shop opens and changes no accounts at this moment. Try again later.";

/** Posts a step of a customer's sign-in; null where it is done. */
export async function send(path: string, body: object): Promise<Failure | null> {
  const headers = { "Content-Type": "application/json" };
  const request = { method: "POST", headers, body: JSON.stringify(body) };
  const status = await fetch(path, request).then(
    (answer) => answer.status,
    () => 0,
  );
  if (status === 204) return null;
  if (status === 401) return "wrong";
  if (status === 503) return "closed";
  return status === 429 ? "limited" : "failed";
}
