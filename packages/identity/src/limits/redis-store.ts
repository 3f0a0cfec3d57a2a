import { Redis, type Result } from "ioredis";
import type { Count, LimitStore, Taken } from "./store.ts";

declare module "ioredis" {
  interface RedisCommander<Context> {
    takeLimits(key: string, cost: number, ...windows: number[]): Result<number[], Context>;
    giveBackLimits(key: string, cost: number, ...windows: number[]): Result<number[], Context>;
  }
}

/**
 * Counts for all processes of one Redis or Valkey, by its clock. A call is one script; one that is not
 * answered in time fails.
 */
export function createRedisStore(url: string, { timeoutMs = 50 } = {}): LimitStore {
  const redis = new Redis(url, {
    commandTimeout: timeoutMs,
    connectTimeout: 1000,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
    scripts: {
      takeLimits: { lua: takeLua, numberOfKeys: 1 },
      giveBackLimits: { lua: giveBackLua, numberOfKeys: 1 },
    },
  });
  // Each call that fails tells of it; without a listener ioredis writes to the terminal.
  redis.on("error", () => {});

  return {
    async take(key, cost, windows) {
      const each = windows.flatMap(({ max, seconds }) => [max, seconds]);
      const [admitted = 0, now = 0, ...state] = await redis.takeLimits(prefix + key, cost, ...each);
      const maxes = windows.map(({ max }) => max);
      return { key, cost, admitted: admitted === 1, counts: toCounts(maxes, now, state) };
    },
    async giveBack({ key, cost, counts }: Taken) {
      const each = counts.flatMap(({ max, endsMs }) => [max, endsMs]);
      const [now = 0, ...state] = await redis.giveBackLimits(prefix + key, cost, ...each);
      if (state.length === 0) return counts;
      return toCounts(
        counts.map(({ max }) => max),
        now,
        state,
      );
    },
    async close() {
      redis.disconnect();
    },
  };
}

const prefix = "crossdock:limits:";

/** Of `used` and `ends` in turns. */
function toCounts(maxes: number[], now: number, state: number[]): Count[] {
  return maxes.map((max, place) => {
    const endsMs = state[place * 2 + 1] ?? now;
    return { max, used: state[place * 2] ?? 0, endsMs, msLeft: Math.max(0, endsMs - now) };
  });
}

const nowLua = `
  local time = redis.call("TIME")
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local kept = redis.call("GET", KEYS[1])
  local state = kept and cmsgpack.unpack(kept) or {}
  local cost = tonumber(ARGV[1])`;

const takeLua = `${nowLua}
  local admitted = 1
  local longest = 0
  local shares = {}
  for i = 2, #ARGV, 2 do
    local max = tonumber(ARGV[i])
    if (state[i] or 0) <= now then
      state[i - 1] = 0
      state[i] = now + ARGV[i + 1] * 1000
    end
    shares[i] = math.min(cost, max)
    longest = math.max(longest, state[i] - now)
    if state[i - 1] + shares[i] > max then admitted = 0 end
  end
  if admitted == 1 then
    for i = 2, #ARGV, 2 do state[i - 1] = state[i - 1] + shares[i] end
    redis.call("SET", KEYS[1], cmsgpack.pack(state), "PX", longest)
  end
  return {admitted, now, unpack(state)}`;

const giveBackLua = `${nowLua}
  if not kept then return {now} end
  for i = 2, #ARGV, 2 do
    if state[i] == tonumber(ARGV[i + 1]) then
      state[i - 1] = math.max(0, state[i - 1] - math.min(cost, tonumber(ARGV[i])))
    end
  end
  redis.call("SET", KEYS[1], cmsgpack.pack(state), "KEEPTTL")
  return {now, unpack(state)}`;
