import type { Health } from "./contract.ts";
import { healthBy } from "./health.ts";
import type { StorageConnector } from "./storage-contract.ts";

/** Writes a file and takes it away again. @param place where files go, for people */
export function checkStorage(storage: StorageConnector, place: string): Promise<Health> {
  return healthBy(async () => {
    await storage.put({ key: "check", body: Buffer.from("ok"), contentType: "text/plain" });
    await storage.delete("check");
    return `Files can be written to ${place}.`;
  });
}
