import { Client, type ClientConfig } from "pg";

/**
 * A connection whose death nobody needs to hear. Between the pool's listener and that of whoever gets
 * the connection from it there is a moment with neither, and an error event that nobody hears ends the
 * process. Nothing is lost by it: the connection's next query fails, and the pool does not keep it.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on("error", () => {});
  }
}
