import { config } from "zod";

// Runs before any schema is made: Zod would try `new Function`, which the page's policy stops and reports.
config({ jitless: true });
