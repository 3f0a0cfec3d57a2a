import type { Prisma } from "@crossdock/db";

export type RunRow = Prisma.MappingRunGetPayload<object>;
