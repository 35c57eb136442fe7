import { RuntimeError } from '../errors.ts';
import type { LoadModel } from './modelLoader.ts';

/** Loads models from this site; the program for it arrives with the first one. */
export function modelsOnDemand(): LoadModel {
  let loading: Promise<LoadModel> | undefined;
  return async (name, options) => {
    loading ??= import('./modelsByFetch.ts').then(
      ({ modelsByFetch }) => modelsByFetch(),
      () => {
        throw new RuntimeError('task-missing', 'models'); // the page then takes a fresh worker
      },
    );
    return (await loading)(name, options);
  };
}
