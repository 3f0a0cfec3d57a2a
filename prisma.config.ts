// What Prisma's own command line reads; the product applies its migrations itself.
export default {
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
};
