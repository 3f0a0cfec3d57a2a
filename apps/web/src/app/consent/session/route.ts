import { CustomerSignIn } from "@crossdock/api/schemas";
import { answerCustomer } from "../../../customer-answer.ts";
import { forgetCustomer, keepCustomer } from "../../../customer-session.ts";

/** Signs a customer in by e-mail and password. */
export function POST(request: Request): Promise<Response> {
  return answerCustomer(request, CustomerSignIn, async (customers, input) => {
    const signedIn = await customers.signIn(input);
    if (signedIn) await keepCustomer(signedIn);
    return signedIn !== null;
  });
}

/** Signs the customer out. */
export async function DELETE(): Promise<Response> {
  await forgetCustomer();
  return new Response(null, { status: 204 });
}
