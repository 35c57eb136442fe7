import { useEffect, useRef, useState, type RefObject } from 'react';

/**
 * Whether an element is in view, or nearly. An element that is not on the page counts as in view, so
 * that a task without a frame still runs.
 */
export function useInView(): { ref: RefObject<HTMLElement | null>; inView: boolean } {
  const ref = useRef<HTMLElement>(null);
  const [inView, setInView] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) {
      setInView(true);
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: '100px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, inView };
}
