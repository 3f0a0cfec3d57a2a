"use client";

import { useEffect, useRef, useState } from "react";

/** The width of an element in pixels, and the ref that says which; `usual` until it is measured. */
export function useWidth<T extends Element>(usual: number) {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
