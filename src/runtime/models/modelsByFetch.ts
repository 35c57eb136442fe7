import { href } from '#book/href.ts';
import { cacheStore } from './cacheStore.ts';
import { sha256 } from './checkModel.ts';
import { modelLoader, type LoadModel } from './modelLoader.ts';
import { readByFetch } from './readByFetch.ts';

/** Loads models from this site, keeping their weights in the browser's cache. */
export function modelsByFetch(): LoadModel {
  return modelLoader({
    read: readByFetch((path) => href(`/models/${path}`)),
    digest: sha256,
    store: cacheStore(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
}
