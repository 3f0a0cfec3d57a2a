import { expect, test } from "vitest";
import { message, runtimes } from "./testing/serve.ts";

test.each(Object.entries(runtimes))(
  "on %s a message that was admitted is released once, whatever becomes of it",
  async (_name, start) => {
    let released = 0;
    const send = await start({ authorize: () => ({ release: () => void released++ }) });
    await send(message("tools/call", { name: "tasks_get", arguments: { id: "t1" } }));
    await send(message("nothing/such"));
    await send({ ...message("tools/list"), body: "{" });
    expect(released).toBe(3);
    await send(message("tools/list", {}, { authorization: "" }));
    expect(released).toBe(3);
  },
);
