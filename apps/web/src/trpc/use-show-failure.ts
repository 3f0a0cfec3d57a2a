import { useToast } from "@crossdock/ui";
import { explain } from "./problem.ts";

/** Says in a toast what went wrong, where there is no field that it is about. */
export function useShowFailure(): (error: unknown) => void {
  const toast = useToast();
  return (error) => {
    const { title, detail } = explain(error);
    toast.bad(title, detail);
  };
}
