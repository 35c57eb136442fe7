import { sha256 } from './checkModel.ts';
import { modelLoader, type LoadModel } from './modelLoader.ts';
import { readFromFolder } from './readFromFolder.ts';

/** Loads models from a folder, checked as the reader's are; for Node, at build time and in tests. */
export function modelsInFolder(folder: string): LoadModel {
  return modelLoader({
    read: readFromFolder(folder),
    digest: sha256,
    wait: () => Promise.resolve(),
  });
}
