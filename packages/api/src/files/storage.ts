import type { StorageConnector } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Services } from "../procedure/context.ts";

type Storage = StorageConnector & { id: string };

/** Where a new file goes: the object storage where one is set up, else this server's disk. */
export async function storageForNew(services: Pick<Services, "connectors">): Promise<Storage> {
  return (await usable(services, "s3")) ?? storageOf(services, "disk");
}

/** The storage that keeps a file. @throws AppError `unavailable` where it is not set up any more */
export async function storageOf(
  services: Pick<Services, "connectors">,
  id: string,
): Promise<Storage> {
  const storage = await usable(services, id);
  if (storage) return storage;
  throw new AppError("unavailable", {
    detail: `The storage ${id} is switched off or not configured: see the page Connectors.`,
  });
}

async function usable({ connectors }: Pick<Services, "connectors">, id: string) {
  const connector = await connectors.get(id);
  if (!connector?.storage || !connector.configured || connector.off !== null) return null;
  const { storage } = connector;
  return { ...storage, id };
}
