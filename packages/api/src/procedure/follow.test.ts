import { expect, test } from "vitest";
import { follow } from "./follow.ts";

test("a change is read once it is told of, also one that comes while another is read", async () => {
  const told: ((topics: string[]) => void)[] = [];
  const live = {
    subscribe: (listener: (topics: string[]) => void) => {
      told.push(listener);
      return () => {};
    },
  };
  let [now, reads] = [1, 0];
  const read = async () => {
    reads += 1;
    return now;
  };
  const seen: number[] = [];
  const onChange = (value: number) => void seen.push(value);
  const followed = await follow({ live, topic: "things", read, onChange, onError: () => {} });
  expect([followed.value(), reads]).toEqual([1, 1]);
  now = 2;
  told[0]?.(["others"]);
  expect(reads).toBe(1);
  told[0]?.(["things"]);
  now = 3;
  await followed.renew();
  expect([followed.value(), seen.at(-1)]).toEqual([3, 3]);
  followed.close();
});
