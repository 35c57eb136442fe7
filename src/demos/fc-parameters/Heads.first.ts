import { readFile, stat } from 'node:fs/promises';
import { href } from '#book/href.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { architectureOf } from '#numerics/architectures/architectureOf.ts';
import { ledger, totalsOf } from '#numerics/architectures/ledger.ts';

/** What is known of the two networks before they run, and the pictures to run them on. */
export default async function first() {
  const index = await readFile('public/images/gallery.json', 'utf8');
  const { columns, labels } = JSON.parse(index) as {
    columns: number;
    labels: number[];
  };
  const sheet: Sheet = { src: href('/images/gallery.png'), columns, labels };
  const [pooled, flat] = [known('base'), known('flat-head')];
  const { size } = await stat('public/images/gallery.png');
  return { sheet, pooled, flat, megabytes: (pooled.bytes + flat.bytes + size) / 1e6 };
}

function known(name: string) {
  const { manifest } = shippedNetwork(name);
  const { parameters, multiplyAdds } = totalsOf(ledger(architectureOf(manifest)));
  const { accuracy, training } = manifest;
  return {
    name,
    parameters,
    multiplyAdds,
    accuracy: accuracy.afterQuantisation,
    tested: accuracy.images,
    bytes: manifest.weights.bytes,
    epochs: Number(training.recipe.epochs),
  };
}
