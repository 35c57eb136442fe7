import { firstGallery } from './firstGallery.ts';
import { recorded, type Study } from './recordedGroups.ts';

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const best = (studies: readonly Study[]) =>
  Math.max(...studies.map(({ accuracy }) => meanOf(accuracy)));

/** The map and the grouping that were recorded, and where the pictures are. */
export default function first() {
  const { ways, heads, lab, map, seeds } = recorded;
  return Promise.resolve({
    ...firstGallery(),
    map: { perplexity: map.perplexity, y: map.y },
    shown: lab,
    seeds: seeds.length,
    /** The best mean accuracy of each way, for the guess. */
    best: {
      pixels: best(ways.filter(({ space }) => space === 'pixels')),
      features: best(
        ways.filter(({ space }) => space !== undefined && !['pixels', 'untrained'].includes(space)),
      ),
      transfer: best(heads),
    },
  });
}
