/** What the secret of a source of webhooks is sealed for: itself, at its source. */
export function inboundSecretPurpose({ id, sourceId }: { id: string; sourceId: string }): string {
  return `inbound secret ${JSON.stringify([sourceId, id])}`;
}
