"use client";

import { Button } from "@crossdock/ui";
import { useState } from "react";
import type { Order } from "./order-detail.tsx";
import { ShipDialog } from "./ship-dialog.tsx";

/** Ships what is left of the order, or a part of it, with the carrier's tracking where there is one. */
export function ShipButton({ order }: { order: Order }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        {order.fulfillmentStatus === "unfulfilled" ? "Ship" : "Ship the rest"}
      </Button>
      {open && <ShipDialog order={order} onClose={() => setOpen(false)} />}
    </>
  );
}
