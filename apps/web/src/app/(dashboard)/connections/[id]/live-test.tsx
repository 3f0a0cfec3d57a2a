"use client";

import { Button, Field, Input, Notice, Textarea } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { explain } from "../../../../trpc/problem.ts";
import { ExchangeView, ShownRequest } from "./exchange-view.tsx";
import type { Operation } from "./operations.tsx";

type Props = { id: string; operation: Operation };

/** Sends a real request, with the example filled in, and shows it with its answer. */
export function LiveTest({ id, operation }: Props) {
  const trpc = useTRPC();
  const { method, path, parameters, body } = operation;
  const [values, setValues] = useState(() => exampleValues(operation));
  const [text, setText] = useState(() => (body ? JSON.stringify(body.example ?? {}, null, 2) : ""));
  const [fault, setFault] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const shown = useMutation(trpc.connections.request.mutationOptions());
  const test = useMutation(trpc.connections.test.mutationOptions());
  const input = () => ({ id, method, path, values: valuesOf(operation, values, text) });
  const send = () => test.mutateAsync(input());
  const begin = async () => {
    setFault(null);
    try {
      if (method === "GET" || method === "HEAD") return void (await send());
      await shown.mutateAsync(input());
      setAsking(true);
    } catch (error) {
      setFault(
        error instanceof SyntaxError
          ? "The body is not valid JSON."
          : (explain(error).detail ?? ""),
      );
    }
  };
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      {parameters.map(({ name, in: place, required, description }) => (
        <Field
          key={`${place} ${name}`}
          label={required ? name : `${name} (optional)`}
          hint={description ?? undefined}
        >
          <Input
            mono
            value={values[`${place} ${name}`] ?? ""}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((all) => ({ ...all, [`${place} ${name}`]: value }));
            }}
          />
        </Field>
      ))}
      {body && (
        <Field label="Body" hint="JSON">
          <Textarea
            mono
            rows={Math.min(16, text.split("\n").length + 1)}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Field>
      )}
      <div>
        <Button type="submit" variant="primary" pending={test.isPending || shown.isPending}>
          {method === "GET" ? "Test" : "Test…"}
        </Button>
      </div>
      {fault && <Notice tone="bad">{fault}</Notice>}
      <div aria-live="polite">{test.data && <ExchangeView exchange={test.data} />}</div>
      {asking && shown.data && (
        <ConfirmDialog
          open
          onClose={() => setAsking(false)}
          verb="Send it"
          title="Send this for real?"
          consequence={<ShownRequest request={shown.data} />}
          run={send}
          done="It was sent"
        />
      )}
    </form>
  );
}

function exampleValues({ parameters }: Operation): Record<string, string> {
  const needed = parameters.filter(({ required }) => required);
  return Object.fromEntries(
    needed.map(({ in: place, name, example }) => [
      `${place} ${name}`,
      example === null || example === undefined ? "" : String(example),
    ]),
  );
}

/** @throws SyntaxError where the body is no JSON */
function valuesOf({ parameters, body }: Operation, values: Record<string, string>, text: string) {
  const of = (wanted: "path" | "query" | "header") =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === wanted && values[`${wanted} ${one.name}`])
        .map(({ name }) => [name, values[`${wanted} ${name}`]]),
    );
  const content = body && text.trim() !== "" ? { body: JSON.parse(text) as unknown } : {};
  return { path: of("path"), query: of("query"), header: of("header"), ...content };
}
