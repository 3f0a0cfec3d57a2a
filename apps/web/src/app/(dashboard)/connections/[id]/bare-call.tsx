"use client";

import { Field, Input, Select } from "@crossdock/ui";
import { useState } from "react";
import { LiveTest } from "./live-test.tsx";
import type { Operation } from "./operations.tsx";

type Method = Operation["method"];

/** A call of an API without a document: by method and path. */
export function BareCall({ id }: { id: string }) {
  const [method, setMethod] = useState<Method>("GET");
  const [path, setPath] = useState("/");
  const takesBody = method !== "GET" && method !== "DELETE" && method !== "HEAD";
  const operation: Operation = {
    ...{ method, path, summary: "", tag: null, deprecated: false, parameters: [] },
    body: takesBody
      ? { mediaType: "application/json", required: false, schema: {}, example: {}, fields: [] }
      : null,
  };
  return (
    <div className="flex max-w-180 flex-col gap-4">
      <div className="flex gap-3">
        <Field label="Method" custom>
          <Select<Method> options={methods} value={method} onChange={setMethod} />
        </Field>
        <div className="min-w-0 flex-1">
          <Field label="Path">
            <Input mono value={path} onChange={(event) => setPath(event.currentTarget.value)} />
          </Field>
        </div>
      </div>
      <LiveTest key={`${takesBody}`} id={id} operation={operation} />
    </div>
  );
}

const methods = (["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const).map((value) => ({
  ...{ value, label: value },
}));
