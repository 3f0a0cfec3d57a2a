import { AppError, type Principal, type UserPrincipal } from "@crossdock/core";

/** The person who calls. @throws AppError `forbidden` for keys, programs and jobs */
export function personOf(principal: Principal): UserPrincipal {
  if (principal.kind === "user") return principal;
  throw new AppError("forbidden", { detail: "Only people who sign in have this." });
}
