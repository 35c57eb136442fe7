import { useRef } from 'react';

/**
 * Whether the reader has ever left the state that the first frame shows. Until then the page has the
 * answer already, and whoever only reads loads neither network nor textures.
 */
export function useTouched(ready: boolean, key: string, firstKey: string): boolean {
  const touched = useRef(false);
  if (ready && key !== firstKey) touched.current = true;
  return touched.current;
}
