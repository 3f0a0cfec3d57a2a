import { authHandler } from "../../../../auth.ts";

export { authHandler as GET, authHandler as POST };
