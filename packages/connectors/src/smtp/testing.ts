import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail server on loopback for tests: it keeps what it gets, or answers with `faults` first. */
export async function startMailbox() {
  const mails: (ParsedMail & { recipients: string[] })[] = [];
  const faults: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth({ username, password }, _session, callback) {
      if (username === "shop" && password === "p@ss word") callback(null, { user: username });
      else callback(new Error("Invalid login"));
    },
    onData(stream, session, callback) {
      const code = faults.shift();
      simpleParser(stream).then((mail) => {
        if (code !== undefined) {
          callback(Object.assign(new Error("Not now"), { responseCode: code }));
          return;
        }
        mails.push({ ...mail, recipients: session.envelope.rcptTo.map(({ address }) => address) });
        callback();
      }, callback);
    },
  });
  // Clients that go away are part of the tests.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    host: `127.0.0.1:${address.port}`,
    mails,
    faults,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type Mailbox = Awaited<ReturnType<typeof startMailbox>>;
