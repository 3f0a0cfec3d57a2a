import { expect, it } from "vitest";
import type { Answered } from "./options.ts";
import { ask, serve } from "./testing/serve.ts";

type Told = Pick<Answered<unknown, unknown>, "status" | "timings" | "body" | "output" | "problem">;

async function told(init: RequestInit, refusal?: Error): Promise<Told> {
  const answers: Told[] = [];
  const { url } = await serve({
    onAnswer: (answer) => void answers.push(answer),
    authorize: () => ({ refusal }),
  });
  await ask(`${url}/books/b1`, init);
  const [answer] = answers;
  if (!answer) throw new Error("nothing was told of");
  return answer;
}

const patch = {
  method: "PATCH",
  headers: { "content-type": "application/json" },
  body: '{"title":"a"}',
};

it("tells what was read and answered, and how long each stage took", async () => {
  const { timings, body, output, problem, status } = await told(patch);
  expect(Object.keys(timings)).toEqual(["context", "authorize", "decode", "call", "render"]);
  for (const ms of Object.values(timings)) expect(ms).toBeGreaterThanOrEqual(0);
  expect({ body, problem, status }).toEqual({
    body: { title: "a" },
    problem: undefined,
    status: 200,
  });
  expect(output).toMatchObject({ id: "b1" });
});

it("tells of a call that is refused what there was of it", async () => {
  const { timings, body, output, problem } = await told(patch, new Error("no"));
  expect(Object.keys(timings)).toEqual(["context", "authorize", "decode", "render"]);
  expect({ body, output }).toEqual({ body: undefined, output: undefined });
  expect(problem).toMatchObject({ status: 500 });
});
