-- AlterTable
ALTER TABLE "partner" ADD COLUMN     "scopes" TEXT[];

-- Partners that are there keep what their keys could hold so far.
UPDATE "partner" SET "scopes" = ARRAY[
  'customers:read', 'customers:write', 'events:read', 'inquiries:read', 'inquiries:write',
  'inventory:read', 'inventory:write', 'logs:read', 'orders:read', 'orders:write', 'payments:read',
  'payments:write', 'products:read', 'products:write', 'webhook-endpoints:read',
  'webhook-endpoints:write'
];

-- No role of the team's reaches a partner's developer, and no developer's account the team.
ALTER TABLE "user" ADD CONSTRAINT "user_partner_role"
  CHECK ((role = 'partner') = (partner_id IS NOT NULL));
