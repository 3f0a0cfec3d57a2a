import type { Operation } from "@crossdock/adapters";
import { openApi } from "../openapi.ts";
import { createContract } from "./openapi/contract.ts";
import type { Answer } from "./rest-client.ts";

const contracts = new Map(
  [...openApi].map(([version, text]) => [version, createContract(JSON.parse(text))]),
);

/** What an answer has that the OpenAPI document does not say of its operation; empty where all is as documented. */
export function offences(
  version: string,
  { name, path, method }: Operation,
  answer: Answer,
): string[] {
  const found = contracts.get(version)?.answerOffences(method, path, answer);
  return (found ?? [`${version} is unknown`]).map((offence) => `${name}: ${offence}`);
}
