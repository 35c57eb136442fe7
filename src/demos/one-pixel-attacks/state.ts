import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** The networks that can be attacked: as trained, and trained on pictures changed a little everywhere. */
export const networks = ['base', 'robust'] as const;
export type AttackedName = (typeof networks)[number];
const filters = ['none', 'median'] as const;

/** Which picture of which set, before which network, and what stands between them. */
const target = {
  set: z.enum(['teaching', 'gallery']),
  image: whole(0, setSizes.gallery - 1),
  network: z.enum(networks),
  filter: z.enum(filters),
};
const exists = ({ set, image }: { set: keyof typeof setSizes; image: number }) =>
  image < setSizes[set];

/** What every demo of the chapter has in its state. */
export type TargetState = {
  set: 'teaching' | 'gallery';
  image: number;
  network: AttackedName;
  filter: (typeof filters)[number];
};

/** A cat that the network is not very sure of. */
const targetDefaults: TargetState = { set: 'teaching', image: 8, network: 'base', filter: 'none' };

/** By hand: a pixel, and the colour it is given; row −1 as long as nothing is changed. */
export type HandState = TargetState & { row: number; column: number; colour: string };

const handShape = z.object({
  ...target,
  row: whole(-1, 31),
  column: whole(0, 31),
  colour: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
});
export const handSchema: z.ZodMiniType<HandState> = handShape.check(z.refine(exists));
export const handDefaults: HandState = {
  ...targetDefaults,
  row: -1,
  column: 16,
  colour: '#ffffff',
};

/** The searchers, and the generation that is looked at. */
export type SearchState = TargetState & {
  members: number;
  palette: 'any' | 'corners';
  seed: number;
  generation: number;
  guess: SearchGuess | null;
};
export const memberCounts = [20, 40, 100, 400] as const;
/** Generations after the first. */
export const GENERATIONS = 30;
/** F, as in the paper. */
export const SCALE = 0.5;
export type SearchGuess = 'evolution' | 'lottery' | 'neither';

const searchShape = z.object({
  ...target,
  members: z.union(memberCounts.map((count) => z.literal(count))),
  palette: z.enum(['any', 'corners']),
  seed: whole(1, 999),
  generation: whole(0, GENERATIONS),
  guess: z.nullable(z.enum(['evolution', 'lottery', 'neither'])),
});
export const searchSchema: z.ZodMiniType<SearchState> = searchShape.check(z.refine(exists));
export const searchDefaults: SearchState = {
  ...targetDefaults,
  members: 40,
  palette: 'any',
  seed: 1,
  generation: 0,
  guess: null,
};

/** The map of all pixels, and what the reader has guessed of it. */
export type MapState = TargetState & { guess: MapGuess | null };
export type MapGuess = 'none' | 'few' | 'many' | 'most';

const mapShape = z.object({
  ...target,
  guess: z.nullable(z.enum(['none', 'few', 'many', 'most'])),
});
export const mapSchema: z.ZodMiniType<MapState> = mapShape.check(z.refine(exists));
export const mapDefaults: MapState = { ...targetDefaults, guess: null };

/** Which network the fifty pictures are tried on, and the seed of the searches. */
export type SurveyState = { network: AttackedName; seed: number };
export const surveySchema: z.ZodMiniType<SurveyState> = z.object({
  network: z.enum(networks),
  seed: whole(1, 999),
});
export const surveyDefaults: SurveyState = { network: 'base', seed: 1 };
