import type { ServerResponse } from "node:http";

/** Has something done right before the head of an answer is written, whoever writes it. */
export function beforeHead(response: ServerResponse, act: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    act();
    return writeHead(...args);
  };
}
