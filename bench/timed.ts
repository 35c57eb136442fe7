import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** When, where and in how many seconds by the clock a record was computed. */
export interface Made {
  /** The day, as YYYY-MM-DD. */
  date: string;
  machine: string;
  node: string;
  seconds: number;
}

/**
 * Starts the clock of a recording. What comes back tells of it up to the moment of the call; if `file`
 * is there already, and is gone on with, its seconds are counted in.
 */
export function timed(file?: string): () => Made {
  let begun = performance.now();
  return () => {
    const now = performance.now();
    const seconds = secondsIn(file) + (now - begun) / 1000;
    begun = now;
    const date = new Date().toISOString().slice(0, 10);
    const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
    return { date, machine, node: process.version, seconds: Number(seconds.toFixed(1)) };
  };
}

function secondsIn(file: string | undefined): number {
  if (file === undefined || !existsSync(file)) return 0;
  const { made } = JSON.parse(readFileSync(file, 'utf8')) as { made?: Made };
  return made?.seconds ?? 0;
}
