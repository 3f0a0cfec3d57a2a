-- A call that left the product is in the log of requests, and was kept in a table of its own besides for
-- two weeks. What only that table knew of it has columns here now. Its older rows go: they served to look
-- into the calls of the last days, and nothing refers to them.
ALTER TABLE "request_log" ADD COLUMN "attempt" SMALLINT, ADD COLUMN "provider_request_id" TEXT;

DROP TABLE "outbound_call";
