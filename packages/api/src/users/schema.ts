import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { Email } from "../procedure/fields.ts";
import { roles } from "../procedure/permissions.ts";

export const UserId = z.string().regex(idPattern("usr"));
export const Role = z.enum(roles);
export const UserStatus = z.enum(["active", "disabled"]);
const Name = z.string().trim().min(1).max(200);
export const Password = z
  .string()
  .min(12, "Use at least 12 characters")
  .max(200)
  .describe("At least 12 characters");

export const User = z.object({
  id: UserId,
  email: z.string().max(254),
  name: z.string().max(200),
  role: z.string().max(50),
  status: UserStatus,
  lastSignInAt: Timestamp.nullable().describe("None while the invitation is open"),
  secondFactor: z.boolean().describe("Signing in asks for a code of an authenticator app"),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const UserList = z.object({ data: z.array(User).max(500) });
export const CreateUser = z.strictObject({ email: Email, name: Name, role: Role });
export const NewUser = User.extend({
  loginLink: z.url().describe("Signs the new member in, once, within seven days"),
});
export const OneUser = z.strictObject({ id: UserId });
export const UpdateUser = z.strictObject({
  id: UserId,
  name: Name.optional(),
  role: Role.optional(),
  status: UserStatus.optional(),
});
export const SetPassword = z.strictObject({ password: Password });
