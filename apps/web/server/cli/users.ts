import { roles } from "@crossdock/api";
import { canonicalEmail } from "@crossdock/core";
import { type Command, UsageError } from "./cli.ts";
import { asCli } from "./keys.ts";

export const createUser: Command = {
  name: "users create",
  usage: `--email E --name N --role ${roles.join("|")}`,
  does: "Adds a member to the team and prints the link that signs the member in, once.",
  options: ["email", "name", "role"],
  async run(cli, { values: { email, name, role } }) {
    const known = roles.find((one) => one === role);
    if (!email || !known)
      throw new UsageError(`--email and --role (${roles.join(", ")}) are needed.`);
    const { loginLink } = await asCli(await cli.product()).users.create({
      email,
      name: name ?? email,
      role: known,
    });
    cli.print(loginLink);
  },
};

export const loginLink: Command = {
  name: "login-link",
  usage: "[EMAIL]",
  does: "Prints a link that signs a member in, once, within the hour: the first owner by default.",
  options: [],
  async run(cli, { positionals: [email] }) {
    const { db, identity, appUrl } = await cli.product();
    const user = await db.prisma.user.findFirst({
      where: {
        status: "active",
        ...(email ? { email: canonicalEmail(email) } : { role: "owner" }),
      },
      orderBy: { id: "asc" },
    });
    if (!user)
      throw new UsageError(
        "There is no such active member. Start the server once, or name another.",
      );
    const { token } = await identity.sessions.createLink(user.id);
    cli.print(`${appUrl}/login/link?token=${token}`);
  },
};
