import { z } from 'zod';
import firstUnit from '../../../content/chapters/visualization-vs-interpretability/first.json';
import harmRecording from '../../../content/chapters/visualization-vs-interpretability/harm.json';
import studyRecording from '../../../content/chapters/visualization-vs-interpretability/study.json';
import turningRecording from '../../../content/chapters/visualization-vs-interpretability/turning.json';
import { trialMethods } from '#numerics/attribution/trialMethods.ts';
import { turnablePlaces } from '#numerics/turning/turnablePlaces.ts';

const spread = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const rules = z.object({ middle: z.int(), edges: z.int(), concentrated: z.int() });
const byMethod = z.record(z.enum(trialMethods), z.object({ rank: z.number(), right: rules }));

/** `study.json`: how often rules that know no network pointed at the trained network's map. */
export const study = z
  .object({
    command: z.string(),
    /** So many pairs for each method and number of random layers. */
    pairs: z.int(),
    depths: z.object({ 1: byMethod, 6: byMethod }),
  })
  .parse(studyRecording);

/** `turning.json`: the units of five places turned by many seeds. */
export const turning = z
  .object({
    command: z.string(),
    pictures: z.int(),
    seeds: z.int(),
    /** Of nine pictures drawn by lot. */
    chance: z.object({ purity: z.number(), detectors: z.number() }),
    places: z.record(
      z.enum(turnablePlaces),
      z.object({
        units: z.int(),
        trained: z.object({ purity: z.number(), detectors: z.int() }),
        steps: z.array(
          z.object({
            angle: z.number(),
            seeds: z.int(),
            purity: spread,
            detectors: spread,
            kept: spread,
          }),
        ),
        after: z.object({
          right: z.tuple([z.int(), z.int()]),
          changed: z.int(),
          difference: z.number(),
          seeds: z.int(),
        }),
        around: z.array(z.object({ angle: z.number(), right: spread })),
      }),
    ),
  })
  .parse(turningRecording);

/** `harm.json`: how selective each unit is for a class, and what its removal costs. */
export const harm = z
  .object({
    command: z.string(),
    places: z.record(
      z.enum(['conv4', 'conv5']),
      z.object({
        units: z.int(),
        right: z.int(),
        selectivity: spread,
        rank: z.number(),
        rankOfRight: z.number(),
        lost: z.object({ most: z.int(), none: z.int() }),
      }),
    ),
  })
  .parse(harmRecording);

const peak = z.object({
  picture: z.int(),
  value: z.number(),
  row: z.int(),
  column: z.int(),
});
const summary = z.object({
  units: z.int(),
  purity: z.number(),
  detectors: z.int(),
  atLeast: z.array(z.number()),
});

/** `first.json`: the unit that the figure opens with. */
export const firstTurn = z
  .object({
    command: z.string(),
    right: z.tuple([z.int(), z.int()]),
    changed: z.int(),
    difference: z.number(),
    kept: z.number(),
    before: z.object({ summary, peaks: z.array(peak) }),
    after: z.object({ summary, peaks: z.array(peak) }),
  })
  .parse(firstUnit);
