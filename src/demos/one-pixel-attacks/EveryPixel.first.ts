import { drawVulnerability } from './drawVulnerability.ts';
import { firstTarget } from './firstTarget.ts';
import { recordedMap } from './recordedMaps.ts';
import { mapDefaults } from './state.ts';

const digitsOf = (text: string) => Array.from(text, Number);

/** The exact map of a picture, as it was recorded. */
export default async function first() {
  const { frame } = await firstTarget(mapDefaults);
  const { network, image } = mapDefaults;
  const recorded = recordedMap(network, image);
  const { probabilities, least, guess, rank } = recorded;
  const [colour, flips, answer] = [recorded.colour, recorded.flips, recorded.answer].map(digitsOf);
  const map = { least, colour: colour ?? [], flips: flips ?? [], answer: answer ?? [] };
  const p = probabilities[frame.label] ?? 0;
  return { ...frame, p, map, guess, rank, drawn: drawVulnerability({ ...map, guess }, p) };
}
