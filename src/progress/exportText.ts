import { logVersion, type ProgressEvent } from './log.ts';

/** What says that a file is ours. */
export const fileKind = 'what-the-network-sees/progress';

/** The events as a file the reader can keep: JSON, with a version. */
export function exportText(events: readonly ProgressEvent[], now: number): string {
  const exported = new Date(now).toISOString();
  return `${JSON.stringify({ kind: fileKind, v: logVersion, exported, events }, null, 1)}\n`;
}
