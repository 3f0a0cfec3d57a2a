import { RedeemCode } from "@crossdock/api/schemas";
import { answerCustomer } from "../../../customer-answer.ts";
import { keepCustomer, readChallenge } from "../../../customer-session.ts";

/** Sets the password of the account whose address the mailed code proves, and signs in. */
export function POST(request: Request): Promise<Response> {
  return answerCustomer(request, RedeemCode, async (customers, input) => {
    const challenge = await readChallenge();
    const signedIn = await customers.redeemCode({ ...input, challenge });
    if (signedIn) await keepCustomer(signedIn);
    return signedIn !== null;
  });
}
