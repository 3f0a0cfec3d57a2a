/** The work of the two operations, the same for each contender. `cost` is no part of the answer. */
export function readItem({ id, limit }: { id: string; limit: number }) {
  return { id, limit, title: "Larch board", tags: ["wood"], cost: 9 };
}

export function createItem(input: { title: string; limit: number; tags: string[] }) {
  return { ...input, id: "itm_1", cost: 9 };
}

/** The resources of an API with so many operations, two each. The one that is called is in the middle. */
export function resourceNames(operations: number): string[] {
  const names = Array.from({ length: Math.ceil(operations / 2) }, (_, index) => `others${index}`);
  names[Math.floor(names.length / 2)] = "items";
  return names;
}
