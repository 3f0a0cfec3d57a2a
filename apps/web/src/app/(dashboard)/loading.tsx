import { Skeleton } from "@crossdock/ui";

export default function Loading() {
  return (
    <div className="px-4 pt-14 sm:px-6">
      <Skeleton lines={10} />
    </div>
  );
}
