import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import type { Model } from '#numerics/network/model.ts';
import { isAbort, RuntimeError } from '#runtime/errors.ts';
import { sha256, type Digest } from '#runtime/models/checkModel.ts';
import { cacheStore } from '#runtime/models/cacheStore.ts';
import { modelLoader, type LoadModel, type WeightsStore } from '#runtime/models/modelLoader.ts';
import { modelsInFolder } from '#runtime/models/modelsInFolder.ts';
import { readByFetch } from '#runtime/models/readByFetch.ts';
import { prerender } from '#runtime/prerender.ts';
import type { ModelContext } from '#numerics/tasks/context.ts';

/** A request that is answered by itself, or by this instead. */
type Substitute = (file: Uint8Array<ArrayBuffer>) => Response | Promise<never>;
type Answer = 'file' | Substitute;

const damaged: Substitute = (file) => new Response(file.with(1000, (file[1000] ?? 0) ^ 1));
const shortened: Substitute = (file) => new Response(file.slice(0, 999));
const gone: Substitute = () => new Response('no such file', { status: 404 });
const down: Substitute = () => new Response('busy', { status: 503 });
const offline: Substitute = () => Promise.reject(new TypeError('Failed to fetch'));
const cutOff: Substitute = (file) =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(file.slice(0, 1000)),
      pull: (controller) => controller.error(new TypeError('network error')),
    }),
  );

/** Serves public/models; the answers to requests for weights (or manifests) come from these lists. */
function site({ weights = [], manifest = [] }: { weights?: Answer[]; manifest?: Answer[] } = {}) {
  const requests: string[] = [];
  const fetchFile = ((address: string, options: RequestInit) => {
    requests.push(`${address} ${options.cache ?? ''}`);
    const path = address.replace('/book/models/', '');
    const answer = (path.endsWith('.bin') ? weights : manifest).shift() ?? 'file';
    if (path.startsWith('nowhere')) return gone(new Uint8Array());
    const file = Uint8Array.from(readFileSync(join('public/models', path)));
    return Promise.resolve(answer === 'file' ? new Response(file) : answer(file));
  }) as typeof fetch;
  return { requests, read: readByFetch((path) => `/book/models/${path}`, fetchFile) };
}

function loaderFor(
  { read }: Pick<ReturnType<typeof site>, 'read'>,
  { store, digest = sha256 }: { store?: WeightsStore; digest?: Digest } = {},
): LoadModel {
  return modelLoader({ read, digest, store, wait: () => Promise.resolve() });
}

async function failureOf(load: Promise<Model>): Promise<RuntimeError> {
  const error = await load.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof RuntimeError) return error;
  throw new Error(`Expected a RuntimeError, found ${String(error)}.`);
}

describe('loading a model', () => {
  it('gives its manifest and its weights, and asks for each file once', async () => {
    const files = site();
    const load = loaderFor(files);
    const [model, same] = await Promise.all([load('base'), load('base')]);
    expect(model.manifest.name).toBe('base');
    expect(model.weights.byteLength).toBe(model.manifest.weights.bytes);
    expect(same).toBe(model);
    expect(await load('base')).toBe(model);
    expect(files.requests).toEqual([
      '/book/models/base/manifest.json no-cache',
      '/book/models/base/weights.bin no-cache',
    ]);
  });

  it('tells everybody who waits how much has arrived', async () => {
    const load = loaderFor(site());
    const heard: number[][] = [[], []];
    await Promise.all(
      heard.map((list) => load('base', { onProgress: (fraction) => list.push(fraction) })),
    );
    for (const list of heard) {
      expect(list.at(-1)).toBe(1);
      expect(list).toEqual([...list].sort((a, b) => a - b));
    }
  });

  it.each([
    ['damaged', damaged],
    ['too short', shortened],
    ['cut off', cutOff],
    ['not sent by a busy server', down],
    ['asked for without a connection', offline],
  ])('asks again, past all copies on the way, for weights that were %s', async (_, answer) => {
    const files = site({ weights: [answer, answer] });
    const { manifest, weights } = await loaderFor(files)('base');
    expect(await sha256(weights)).toBe(manifest.weights.sha256);
    expect(files.requests.map((request) => request.split(' ')[1])).toEqual([
      'no-cache',
      'no-cache',
      ...['reload', 'reload', 'reload', 'reload'],
    ]);
  });

  it.each([
    ['damaged', damaged, 'model-damaged', 'arrived damaged'],
    ['too short', shortened, 'model-damaged', 'expected 283568 bytes, found 999'],
    ['cut off', cutOff, 'model-unreachable', 'did not arrive'],
    ['refused', down, 'model-unreachable', '503'],
  ] as const)('says so when weights are %s every time', async (_, answer, code, words) => {
    const files = site({ weights: [answer, answer, answer] });
    const load = loaderFor(files);
    const error = await failureOf(load('base'));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.retryable).toBe(true);
    // The reader tries again, and the file is whole by now.
    expect((await load('base')).manifest.name).toBe('base');
  });

  it('says at once when there is no such model', async () => {
    const files = site();
    const error = await failureOf(loaderFor(files)('nowhere'));
    expect(error.code).toBe('model-missing');
    expect(files.requests).toHaveLength(1);
    expect((await failureOf(loaderFor(files)('../secret'))).code).toBe('model-missing');
    expect(files.requests).toHaveLength(1);
  });

  it('says at once when the weights are not there', async () => {
    expect((await failureOf(loaderFor(site({ weights: [gone] }))('base'))).code).toBe(
      'model-missing',
    );
  });

  it.each([
    ['no JSON', 'a page about something else', 'no JSON'],
    ['of another format', JSON.stringify({ format: 2 }), 'format'],
    [
      'another’s',
      readFileSync('public/models/base/manifest.json', 'utf8').replace('"base"', '"bass"'),
      'bass',
    ],
  ])('calls a manifest that is %s damaged', async (_, text, words) => {
    const answer: Answer = () => new Response(text);
    const error = await failureOf(loaderFor(site({ manifest: [answer, answer, answer] }))('base'));
    expect(error.code).toBe('model-damaged');
    expect(error.message).toContain(words);
  });

  it('can be given up on without ending it for others', async () => {
    const files = site();
    const load = loaderFor(files);
    const controller = new AbortController();
    const impatient = load('base', { signal: controller.signal });
    const patient = load('base');
    controller.abort();
    expect(isAbort(await impatient.catch((error: unknown) => error))).toBe(true);
    expect((await patient).manifest.name).toBe('base');
    expect(files.requests).toHaveLength(2);
    const late = load('base', { signal: controller.signal });
    expect(isAbort(await late.catch((error: unknown) => error))).toBe(true);
  });

  it('checks at least the length where the browser computes no checksums', async () => {
    const digest = () => Promise.resolve(null);
    const short = [shortened, shortened, shortened];
    expect((await loaderFor(site(), { digest })('base')).manifest.name).toBe('base');
    expect((await failureOf(loaderFor(site({ weights: short }), { digest })('base'))).code).toBe(
      'model-damaged',
    );
  });
});

describe('weights kept from an earlier visit', () => {
  it('spare the second visit their download', async () => {
    const store = cacheStore(cachesDouble());
    if (!store) throw new Error('no store');
    const first = await loaderFor(site(), { store })('base');
    const files = site({ weights: [gone] });
    const second = await loaderFor(files, { store })('base');
    expect(new Uint8Array(second.weights)).toEqual(new Uint8Array(first.weights));
    expect(files.requests).toEqual(['/book/models/base/manifest.json no-cache']);
  });

  it('are fetched again if they have suffered or if the model has changed', async () => {
    const store = cacheStore(cachesDouble());
    if (!store) throw new Error('no store');
    const { manifest, weights } = await loaderFor(site(), { store })('base');
    const { sha256: checksum } = manifest.weights;
    expect(await store.find('base/weights.bin', checksum)).toEqual(weights);
    await store.keep('base/weights.bin', checksum, weights.slice(0, 5));
    expect((await loaderFor(site(), { store })('base')).weights).toEqual(weights);

    await store.keep('base/weights.bin', 'of-a-newer-one', weights.slice(0, 5));
    expect(await store.find('base/weights.bin', checksum)).toBeNull();
  });

  it('are done without where the browser keeps nothing', async () => {
    expect(cacheStore(undefined)).toBeUndefined();
    const refusing = { open: () => Promise.reject(new Error('no')) } as unknown as CacheStorage;
    const store = cacheStore(refusing);
    if (!store) throw new Error('no store');
    expect((await loaderFor(site(), { store })('base')).manifest.name).toBe('base');
  });
});

describe('at build time', () => {
  it('models come from their folder, checked as well', async () => {
    const { manifest, weights } = await modelsInFolder('public/models')('base');
    expect(await sha256(weights)).toBe(manifest.weights.sha256);
    const error = await failureOf(modelsInFolder('public/models')('nowhere'));
    expect(error.code).toBe('model-missing');
    expect(error.message).toContain('public/models/nowhere');
  });

  it('a task that is prerendered gets them', async () => {
    const progress = vi.fn();
    const look = async (name: string, context: ModelContext) =>
      (await context.loadModel(name, progress)).manifest.parameters;
    expect(await prerender(look, 'base')).toBe(280_586);
    expect(progress).toHaveBeenLastCalledWith(1);
  });
});

/** The browser's Cache, as far as it is used here: by address, with and without the query. */
function cachesDouble(): CacheStorage {
  const entries = new Map<string, ArrayBuffer>();
  const cache = {
    match: (key: string) => {
      const found = entries.get(key);
      return Promise.resolve(found && new Response(found));
    },
    put: async (key: string, response: Response) => {
      entries.set(key, await response.arrayBuffer());
    },
    delete: (key: string, { ignoreSearch = false } = {}) => {
      const plain = (address: string) => (ignoreSearch ? address.split('?')[0] : address);
      const same = [...entries.keys()].filter((entry) => plain(entry) === plain(key));
      same.forEach((entry) => entries.delete(entry));
      return Promise.resolve(same.length > 0);
    },
  };
  return { open: () => Promise.resolve(cache) } as unknown as CacheStorage;
}
