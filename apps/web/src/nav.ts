import type { LucideIcon } from "lucide-react";
import {
  AppWindow,
  BadgeCheck,
  Cable,
  ChartColumn,
  ChartLine,
  Contact,
  Download,
  Gauge,
  Handshake,
  KeyRound,
  ListChecks,
  Logs,
  Mail,
  Megaphone,
  MessageSquare,
  Package,
  Plug,
  ReceiptText,
  Route,
  ScrollText,
  Settings,
  Siren,
  Unplug,
  Users,
  Webhook,
} from "lucide-react";

export type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  group: "Shop" | "Integration" | "Monitoring" | "Administration" | "Portal";
  /** Whoever lacks it doesn't see the page. */
  permission?: string;
  /** Has a place of its own on a phone's bottom bar. */
  onBar?: true;
};

/** The dashboard's menu: a line a page. */
export const nav: readonly NavItem[] = [
  { href: "/", label: "Overview", icon: Gauge, group: "Shop", onBar: true },
  {
    href: "/orders",
    label: "Orders",
    icon: ReceiptText,
    group: "Shop",
    permission: "orders:read",
    onBar: true,
  },
  {
    href: "/products",
    label: "Products",
    icon: Package,
    group: "Shop",
    permission: "products:read",
    onBar: true,
  },
  {
    href: "/customers",
    label: "Customers",
    icon: Contact,
    group: "Shop",
    permission: "customers:read",
  },
  {
    href: "/inquiries",
    label: "Inquiries",
    icon: MessageSquare,
    group: "Shop",
    permission: "inquiries:read",
  },
  {
    href: "/announcements",
    label: "Announcements",
    icon: Megaphone,
    group: "Shop",
    permission: "announcements:read",
  },
  {
    href: "/exports",
    label: "Exports",
    icon: Download,
    group: "Shop",
    permission: "exports:read",
  },
  {
    href: "/partners",
    label: "Partners",
    icon: Handshake,
    group: "Integration",
    permission: "partners:read",
    onBar: true,
  },
  {
    href: "/operations",
    label: "API",
    icon: Cable,
    group: "Integration",
    permission: "operations:read",
  },
  {
    href: "/keys",
    label: "API keys",
    icon: KeyRound,
    group: "Integration",
    permission: "keys:read",
  },
  {
    href: "/clients",
    label: "OAuth clients",
    icon: AppWindow,
    group: "Integration",
    permission: "clients:read",
  },
  {
    href: "/connectors",
    label: "Connectors",
    icon: Plug,
    group: "Integration",
    permission: "connectors:read",
  },
  {
    href: "/connections",
    label: "Connections",
    icon: Unplug,
    group: "Integration",
    permission: "connectors:read",
  },
  {
    href: "/mappings",
    label: "Mappings",
    icon: Route,
    group: "Integration",
    permission: "connectors:read",
  },
  {
    href: "/issuers",
    label: "Trusted issuers",
    icon: BadgeCheck,
    group: "Integration",
    permission: "issuers:read",
  },
  {
    href: "/inbound",
    label: "Inbound events",
    icon: Webhook,
    group: "Integration",
    permission: "connectors:read",
  },
  {
    href: "/emails",
    label: "E-mails",
    icon: Mail,
    group: "Integration",
    permission: "notifications:read",
  },
  {
    href: "/requests",
    label: "Requests",
    icon: Logs,
    group: "Monitoring",
    permission: "logs:read",
  },
  {
    href: "/traffic",
    label: "Traffic",
    icon: ChartLine,
    group: "Monitoring",
    permission: "logs:read",
  },
  {
    href: "/alerts",
    label: "Alerts",
    icon: Siren,
    group: "Monitoring",
    permission: "alerts:read",
  },
  { href: "/jobs", label: "Jobs", icon: ListChecks, group: "Monitoring", permission: "jobs:read" },
  { href: "/team", label: "Team", icon: Users, group: "Administration", permission: "users:read" },
  {
    href: "/audit",
    label: "Audit log",
    icon: ScrollText,
    group: "Administration",
    permission: "audit:read",
  },
  {
    href: "/settings",
    label: "Settings",
    icon: Settings,
    group: "Administration",
    permission: "settings:read",
  },
];

/** The menu of a partner's developers. */
export const portalNav: readonly NavItem[] = [
  { href: "/portal", label: "Overview", icon: Gauge, group: "Portal", onBar: true },
  {
    href: "/portal/keys",
    label: "API keys",
    icon: KeyRound,
    group: "Portal",
    permission: "keys:read",
    onBar: true,
  },
  {
    href: "/portal/clients",
    label: "OAuth clients",
    icon: AppWindow,
    group: "Portal",
    permission: "clients:read",
  },
  {
    href: "/portal/requests",
    label: "Requests",
    icon: Logs,
    group: "Portal",
    permission: "logs:read",
    onBar: true,
  },
  {
    href: "/portal/usage",
    label: "Usage",
    icon: ChartColumn,
    group: "Portal",
    permission: "logs:read",
    onBar: true,
  },
  {
    href: "/portal/exports",
    label: "Exports",
    icon: Download,
    group: "Portal",
    permission: "exports:read",
  },
];

type Reader = { partnerId: string | null; permissions: readonly string[] };

/** What this reader may see of the menu: the team the dashboard, a partner's developer the portal. */
export function visibleNav({ partnerId, permissions }: Reader): NavItem[] {
  const all = partnerId === null ? nav : portalNav;
  return all.filter((item) => !item.permission || permissions.includes(item.permission));
}

/** Where this reader's pages begin. */
export function homeOf({ partnerId }: Pick<Reader, "partnerId">): "/" | "/portal" {
  return partnerId === null ? "/" : "/portal";
}

/** Where the portal has what `path` has on the dashboard: requests, which errors name; else its start. */
export function inPortal(path: string): string {
  return /^\/requests(\/\w+)?($|\?)/.test(path) ? `/portal${path}` : "/portal";
}

/** Whether `path` is this page or below it. */
export function isActive({ href }: Pick<NavItem, "href">, path: string): boolean {
  const isHome = href === "/" || href === "/portal";
  return path === href || (!isHome && path.startsWith(`${href}/`));
}
