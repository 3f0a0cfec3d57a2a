import { rotateSecrets } from "@crossdock/identity";
import type { Command } from "./cli.ts";

export const rotate: Command = {
  name: "secrets rotate",
  usage: "",
  does: "Seals every stored secret with a new key and forgets the former one; half a minute at least. After a change of APP_SECRET run it with APP_SECRET_PREVIOUS.",
  options: [],
  async run(cli) {
    const { db, identity } = await cli.product();
    const { keyring, vault } = identity;
    const { sealed, resumed } = await rotateSecrets({ db, keyring, vault });
    const what = resumed ? "The rotation that was cut off is ended" : "The key is new";
    cli.print(`${what}: ${sealed} secrets sealed anew, the former key is forgotten.`);
  },
};
