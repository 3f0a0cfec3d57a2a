import type { ErrorCode } from "@crossdock/core";

/** For each code, why it comes and what mends it. */
export const advice: Record<ErrorCode, { why: string; mend: string }> = {
  bad_request: {
    why: "The body is no JSON, names a member twice, or the URL is malformed.",
    mend: "Send UTF-8 JSON with an object at the top. The detail says where reading stopped.",
  },
  idempotency_key_required: {
    why: "This operation moves stock or money, so a repeated request must be recognisable.",
    mend: "Send an Idempotency-Key header of your own making, such as a UUID, and the same one when you try again.",
  },
  signature_invalid: {
    why: "The webhook's signature is missing, too old, or made with another secret over other bytes.",
    mend: "Sign the exact bytes that you send, with the current secret, at the time of sending.",
  },
  unauthenticated: {
    why: "No credential was sent, or the one sent is misspelt, revoked or unknown.",
    mend: "Send the key as Authorization: Bearer or X-API-Key. Keys end in a checksum: copy the whole of it.",
  },
  forbidden: {
    why: "The credential is valid, but lacks the scope that requiredScope names.",
    mend: "Ask the shop for a key with that scope. Scopes of a key never change: a new key replaces it.",
  },
  not_found: {
    why: "There is nothing under this id, or it belongs to another partner.",
    mend: "Check the id and the path. A credential sees the rows of its own partner.",
  },
  method_not_allowed: {
    why: "The path exists, but not with this method.",
    mend: "Use one of the methods in the Allow header.",
  },
  not_acceptable: {
    why: "The Accept header names no media type that this operation can answer with.",
    mend: "Accept application/json, or leave the header out.",
  },
  conflict: {
    why: "Something else has the name or number that you sent, or the state forbids it.",
    mend: "The detail names what stands in the way. Read the resource again and decide.",
  },
  transition_invalid: {
    why: "The resource's state doesn't lead to the one that you asked for.",
    mend: "The members from, to and allowed say what is possible now.",
  },
  out_of_stock: {
    why: "Less can be sold of a SKU than you ordered.",
    mend: "The members sku, requested and available say how much there is. Order that, or wait.",
  },
  idempotency_in_progress: {
    why: "A request with the same Idempotency-Key is still running.",
    mend: "Send it again after the seconds in Retry-After: you will get the first one's answer.",
  },
  precondition_failed: {
    why: "Someone changed the resource after you read it.",
    mend: "Read it again and apply your change to what you find.",
  },
  payload_too_large: {
    why: "The body has more bytes, members or levels than an operation takes.",
    mend: "Split the request.",
  },
  uri_too_long: { why: "The query string is too long.", mend: "Send fewer or shorter parameters." },
  unsupported_media_type: {
    why: "The body's Content-Type or Content-Encoding is none that this operation reads.",
    mend: "Send application/json or application/x-www-form-urlencoded, uncompressed.",
  },
  validation_failed: {
    why: "The request can be read, but a member is missing, unknown or has a value out of bounds.",
    mend: "Each entry of errors points at one member and says what it should be.",
  },
  idempotency_key_reused: {
    why: "The Idempotency-Key came with another body before.",
    mend: "Make a new key for each new request; keep it for repetitions only.",
  },
  currency_unavailable: {
    why: "The products have no price in the currency that you asked for.",
    mend: "Leave currency out for the shop's own, or ask the shop for prices in it.",
  },
  connector_not_configured: {
    why: "The payment provider that you named is not set up in this shop.",
    mend: "Use another provider: test and manual always work.",
  },
  amount_unrepresentable: {
    why: "The provider cannot take this amount in this currency.",
    mend: "The detail names the limit. Use another provider or currency.",
  },
  rate_limited: {
    why: "The credential or the address has used up its quota.",
    mend: "Wait for the seconds in Retry-After. RateLimit on every answer says how much is left.",
  },
  headers_too_large: { why: "The headers are too large.", mend: "Send fewer or shorter headers." },
  internal: {
    why: "A fault of ours. Nothing of your request was kept.",
    mend: "Try again, with the same Idempotency-Key if there was one. If it persists, name the requestId.",
  },
  provider_failed: {
    why: "A third party answered with an error, or not as it should.",
    mend: "Try again later with the same Idempotency-Key.",
  },
  unavailable: {
    why: "The service is starting, stopping or at the limit of what it can do at once.",
    mend: "Try again after the seconds in Retry-After.",
  },
};
