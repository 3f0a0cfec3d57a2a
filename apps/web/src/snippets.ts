/** Calls that work as they stand, once `CROSSDOCK_KEY` and `CROSSDOCK_URL` are set in the shell. */
export function settings(appUrl: string, key = "cdk_live_…"): string {
  return `export CROSSDOCK_URL=${appUrl}\nexport CROSSDOCK_KEY=${key}`;
}

export const listProducts = `curl "$CROSSDOCK_URL/api/v2/products?limit=5" \\
  -H "Authorization: Bearer $CROSSDOCK_KEY"`;

export const placeOrder = `SKU=$(curl -s "$CROSSDOCK_URL/api/v2/products?status=active" \\
  -H "Authorization: Bearer $CROSSDOCK_KEY" | grep -o '"sku":"[^"]*' | head -1 | cut -d'"' -f4)

curl "$CROSSDOCK_URL/api/v2/orders" \\
  -H "Authorization: Bearer $CROSSDOCK_KEY" \\
  -H "Idempotency-Key: $(date +%s)" \\
  -H "Content-Type: application/json" \\
  -d '{"email": "buyer@example.com", "payment": {"provider": "test"},
       "lines": [{"sku": "'"$SKU"'", "quantity": 1}]}'`;

export const readEvents = `curl "$CROSSDOCK_URL/api/v2/events?limit=10" \\
  -H "Authorization: Bearer $CROSSDOCK_KEY"`;

export const sendInquiry = `curl "$CROSSDOCK_URL/api/v2/inquiries" \\
  -H "Authorization: Bearer $CROSSDOCK_KEY" \\
  -d name="Zoë" -d email=zoe@example.com -d message="When do you open?"`;
