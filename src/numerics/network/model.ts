import type { Manifest } from './manifest.ts';

/** A trained network as it is delivered: what its manifest says, and its weights file. */
export interface Model {
  readonly manifest: Manifest;
  readonly weights: ArrayBuffer;
}
