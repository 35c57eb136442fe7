import { afterEach, expect, it, vi } from 'vitest';
import { loadJson } from '#ui/loadJson.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser that answers the requests one after the other, and its window. */
function browser(...answers: (() => Promise<Response>)[]) {
  const window = new EventTarget();
  const fetch = vi.fn(() => answers.shift()?.() ?? Promise.reject(new Error('too many requests')));
  vi.stubGlobal('window', window);
  vi.stubGlobal('fetch', fetch);
  return { window, fetch };
}

const arrives = (data: unknown) => () => Promise.resolve(Response.json(data));
const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const missing = () => Promise.resolve(new Response('', { status: 404 }));

it('fetches a file once, however often it is asked for', async () => {
  const { fetch } = browser(arrives([1, 2]));
  const first = loadJson('/once.json');
  expect(loadJson('/once.json')).toBe(first);
  expect(await first).toEqual([1, 2]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it.each(['online', 'pointerdown', 'keydown'])(
  'tries again on "%s", and then listens no longer',
  async (event) => {
    const { window, fetch } = browser(offline, missing, arrives('here'));
    const data = loadJson(`/${event}.json`);
    for (const requests of [1, 2, 3]) {
      await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(requests));
      await new Promise((resolve) => setTimeout(resolve));
      window.dispatchEvent(new Event(event));
    }
    expect(await data).toBe('here');
    window.dispatchEvent(new Event(event));
    expect(fetch).toHaveBeenCalledTimes(3);
  },
);
