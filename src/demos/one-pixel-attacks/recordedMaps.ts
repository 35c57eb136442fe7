import { z } from 'zod';
import recording from '../../../content/chapters/one-pixel-attacks/maps.json';

const numbers = z.array(z.number());
const digits = z.string().regex(/^\d{1024}$/);

const schema = z.object({
  command: z.string(),
  maps: z.record(
    z.string(),
    z.object({
      probabilities: numbers,
      least: numbers.length(1024),
      colour: digits,
      flips: digits,
      answer: digits,
      confidence: numbers.length(1024),
      guess: numbers.length(1024),
      rank: z.number(),
      /** The same ρ for the lead over the same rival, and the place of its worst pixel in the guess's order. */
      lead: z.object({ rank: z.number(), place: z.int() }),
      /** The first generation of 40 members by seed 1, seven numbers each. */
      start: numbers.length(280),
    }),
  ),
});

const recorded = schema.parse(recording);

/** The recorded map of a network and teaching picture: `maps.json`, by `bench/recordOnePixel.ts`. Build time only. */
export function recordedMap(network: string, image: number) {
  const found = recorded.maps[`${network} ${image}`];
  if (!found) throw new Error(`maps.json: no map of ${network} ${image}; run ${recorded.command}`);
  return found;
}
