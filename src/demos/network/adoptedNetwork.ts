import { readFileSync } from 'node:fs';
import { adoptedManifestSchema, type AdoptedManifest } from '#numerics/network/adoptedManifest.ts';

/** What the repository says of a network that others trained; for pages, at build time. */
export function adoptedNetwork(name: string): AdoptedManifest {
  const file = readFileSync(`public/models/${name}/manifest.json`, 'utf8');
  return adoptedManifestSchema.parse(JSON.parse(file));
}
