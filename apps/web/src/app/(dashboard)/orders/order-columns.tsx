import { Time } from "@crossdock/ui";
import type { Column } from "../../../components/data-table.tsx";
import { Money } from "../../../components/money.tsx";
import { State } from "../../../components/statuses.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Order = Outputs["orders"]["list"]["data"][number];

export const orderColumns: Column<Order>[] = [
  { id: "number", header: "Order", phone: "main", cell: (order) => `#${order.number}` },
  {
    id: "placed",
    header: "Placed",
    phone: "hidden",
    cell: (order) => <Time at={order.createdAt} />,
  },
  { id: "email", header: "Customer", phone: "below", cell: (order) => order.email },
  {
    id: "items",
    header: "Items",
    align: "end",
    phone: "hidden",
    cell: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  },
  {
    id: "total",
    header: "Total",
    align: "end",
    phone: "below-end",
    cell: ({ total }) => <Money {...total} />,
  },
  { id: "status", header: "Status", phone: "end", cell: (order) => <State value={order.status} /> },
  {
    id: "payment",
    header: "Payment",
    phone: "hidden",
    cell: (order) => <State value={order.paymentStatus} />,
  },
  {
    id: "fulfillment",
    header: "Fulfilment",
    phone: "hidden",
    cell: (order) => <State value={order.fulfillmentStatus} />,
  },
];
