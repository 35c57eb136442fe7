import { useSyncExternalStore } from 'react';
import { browserProgress } from '../browser.ts';
import type { ProgressSnapshot } from '../store.ts';

const onProgress = (changed: () => void) => browserProgress().subscribe(changed);
const progressNow = () => browserProgress().snapshot();

/** The reader's log on this device, kept up to date; null on the server. */
export function useProgress(): ProgressSnapshot | null {
  return useSyncExternalStore(onProgress, progressNow, () => null);
}
