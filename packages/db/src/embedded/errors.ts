/** A fault of the surroundings, told in one line that names the mend; the start shows no stack for it. */
export class EmbeddedError extends Error {
  override readonly name = "EmbeddedError";
}
