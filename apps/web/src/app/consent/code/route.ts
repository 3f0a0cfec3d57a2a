import { AskForCode } from "@crossdock/api/schemas";
import { answerCustomer } from "../../../customer-answer.ts";
import { keepChallenge } from "../../../customer-session.ts";

/** Mails a code, with the same answer for every address. */
export function POST(request: Request): Promise<Response> {
  return answerCustomer(request, AskForCode, async (customers, input) => {
    await keepChallenge(await customers.askForCode(input));
    return true;
  });
}
