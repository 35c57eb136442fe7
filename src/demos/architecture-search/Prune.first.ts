import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { scopes } from '#numerics/pruning/magnitudeMasks.ts';
import { pruning, TESTED } from './recorded.ts';

/** The recorded curves, what was left of each layer, and where the pictures are. */
export default function first() {
  const { manifest } = shippedNetwork('base');
  const curves = scopes.map((scope) => {
    const runs = pruning.pruned[scope] ?? [];
    const points = pruning.sparsities.map((sparsity, i): [number, number] => {
      const right = runs.reduce((sum, run) => sum + (run[i] ?? 0), 0);
      return [100 * sparsity, Number((right / runs.length / TESTED).toFixed(4))];
    });
    return { scope, points };
  });
  const kept = pruning.kept.global;
  const at = pruning.sparsities.indexOf(0.5);
  const weights = manifest.layers.flatMap((layer) =>
    'kernel' in layer ? [layer.kernel.shape.reduce((product, n) => product * n, 1)] : [],
  );
  const layers = (kept?.layers ?? []).map((name, i) => ({
    name,
    weights: weights[i] ?? 0,
    kept: Math.round((weights[i] ?? 0) * (kept?.shares[at]?.[i] ?? 0)),
  }));
  const right = pruning.pruned.global?.[0]?.[at] ?? 0;
  return Promise.resolve({
    accuracy: manifest.accuracy.afterQuantisation,
    sheet: shippedSheet('gallery', manifest.classes),
    curves,
    shown: { right, of: TESTED, layers },
  });
}
