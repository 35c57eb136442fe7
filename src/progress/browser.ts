import { localStorageOf } from './localStorage.ts';
import { createProgress, type Progress } from './store.ts';

let progress: Progress | null = null;

/** The reader's progress on this device; one for all that runs on the page. */
export function browserProgress(): Progress {
  progress ??= createProgress({
    storage: localStorageOf(window),
    now: () => Date.now(),
    newId: randomId,
  });
  return progress;
}

/** 96 random bits; unlike `crypto.randomUUID` also where the page was not served over https. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
