import { Timestamp } from "@crossdock/core";
import { z } from "zod";

/** A secret that a connector needs: whether it is there, never what it is. */
export const ConnectorCredential = z.object({
  connector: z.string().max(20),
  name: z.string().max(50),
  label: z.string().max(100),
  /** The environment variable that sets it, before what is entered here. */
  variable: z.string().max(100).nullable(),
  /** The one host that is ever told; null until the address is entered. */
  host: z.string().max(255).nullable(),
  setBy: z.enum(["variable", "dashboard"]).nullable(),
  updatedAt: Timestamp.nullable(),
});

export const ConnectorState = z.object({
  id: z.string().max(20),
  name: z.string().max(100),
  configured: z.boolean(),
  /** Why it cannot be used as it is set. */
  problem: z.string().max(1000).nullable(),
  credentials: z.array(ConnectorCredential),
});

export const ListConnectors = z.strictObject({});
export const ConnectorList = z.object({ data: z.array(ConnectorState) });

const credential = { connector: z.string().max(20), name: z.string().max(50) };

export const SetSecret = z.strictObject({
  ...credential,
  value: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+(, ?[\x21-\x7e]+)*$/, "Paste the secret alone, without words around it.")
    .max(1000),
});

export const RemoveSecret = z.strictObject(credential);
