import { use } from 'react';
import { loadJson } from './loadJson.ts';

const served = new Map<string, unknown>();

/** Lays ready, on the server, what the JSON file at this address says. */
export function servePageData(address: string, data: unknown): void {
  served.set(address, data);
}

/**
 * What a JSON file of the book says. The server has it in memory, and renders with it; the browser
 * fetches it, and a Suspense boundary keeps the served HTML as it is until then. So the page carries
 * its words and numbers once, and not again as properties of an island.
 */
export function usePageData<Data>(address: string): Data {
  if (!import.meta.env.SSR) return use(loadJson<Data>(address));
  if (!served.has(address)) throw new Error(`the server was not given ${address}`);
  return served.get(address) as Data;
}
