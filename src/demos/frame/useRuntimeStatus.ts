import { useSyncExternalStore } from 'react';
import { IDLE, type RuntimeStatus } from '#runtime/status.ts';
import { demoRuntime } from './demoRuntime.ts';

/** What the runtime says of itself, followed as it changes. */
export function useRuntimeStatus(): RuntimeStatus {
  return useSyncExternalStore(
    (listener) => demoRuntime().subscribe(listener),
    () => demoRuntime().status,
    () => IDLE,
  );
}
