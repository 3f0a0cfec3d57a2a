export async function newDomain() {
  throw new Error("not ready");
}
