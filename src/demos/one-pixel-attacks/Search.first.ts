import { drawPopulation } from './drawPopulation.ts';
import { firstTarget } from './firstTarget.ts';
import { recordedMap } from './recordedMaps.ts';
import { searchDefaults } from './state.ts';

/** The first generation on its picture: forty pixels by lot, as they were recorded. */
export default async function first() {
  const { frame, pixels } = await firstTarget(searchDefaults);
  const { network, image } = searchDefaults;
  const { start } = recordedMap(network, image);
  return { ...frame, drawn: drawPopulation(pixels, start, frame.label) };
}
