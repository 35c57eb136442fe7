import { z } from 'zod';
import { places, type Place } from '#numerics/embedding/places.ts';
import recording from '../../../content/chapters/dimensionality-reduction/maps.json';

const numbers = z.array(z.number());
const quality = z.object({
  accuracy: z.number(),
  kept: z.number(),
  trust: z.number(),
  rho: z.number(),
});
const place = z.object({
  dimensions: z.int(),
  /** Share of pictures whose class their ten nearest vote for, in all dimensions. */
  accuracy: z.number(),
  /** The nearest of each picture, `drawn` of them, nearest first. */
  near: numbers,
  /** The picture that is among the ten nearest of the most others, and what it is to be so. */
  hubs: z.object({
    picture: z.int(),
    of: z.int(),
    /** Pictures that are among the ten nearest of nobody. */
    ofNobody: z.int(),
    /** The vote when the 50 most popular pictures have none. */
    withoutHubs: z.number(),
  }),
  pca: z.object({ y: numbers, shares: z.tuple([z.number(), z.number()]), quality }),
  tsne: z.object({ y: numbers, divergence: z.number(), quality }),
});

const schema = z.object({
  command: z.string(),
  perplexity: z.number(),
  seed: z.number(),
  steps: z.number(),
  drawn: z.int(),
  /** The class that the network gives each picture. */
  answers: numbers,
  places: z.record(z.enum(places), place),
  /** Maps of the averages at other perplexities. */
  perplexities: z.record(z.string(), z.object({ divergence: z.number(), quality })),
  /** Accuracy in the map for eight seeds. */
  seeds: z.record(z.enum(places), numbers),
  /** Spearman's ρ of the distances in those maps. */
  rhos: z.record(z.enum(places), numbers),
});

/** `maps.json` beside the chapter: what `bench/recordEmbeddings.ts` found. Build time only. */
export const recorded = schema.parse(recording);

export type RecordedPlace = z.infer<typeof place>;

/** What was recorded of a place. */
export function recordedAt(name: Place): RecordedPlace {
  return recorded.places[name];
}
