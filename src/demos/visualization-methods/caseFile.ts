import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';
import { faults, type Fault } from '#numerics/network/faults.ts';
import { mulberry32 } from '#numerics/random.ts';

/** The four families of the card, in its order: a panel each. */
export const panelIds = ['weights', 'activations', 'gradients', 'robustness'] as const;

export type PanelId = (typeof panelIds)[number];

/** The most suspects there are. */
export const SUSPECTS = 99;

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** A case: who is suspected, which picture is looked at, which panels are open, what was said. */
export const caseSchema = z.object({
  suspect: whole(1, SUSPECTS),
  image: whole(0, setSizes.teaching - 1),
  opened: z.array(z.enum(panelIds)).check(z.refine((ids) => new Set(ids).size === ids.length)),
  /** Whether a sound network's panels lie beside the suspect's. */
  beside: z.boolean(),
  accused: z.nullable(z.enum(faults)),
});

// An alias, so that it can stand in a link.
export type CaseState = z.infer<typeof caseSchema>;

export const caseDefaults: CaseState = {
  suspect: 1,
  image: 7,
  opened: ['weights', 'activations'],
  beside: false,
  accused: null,
};

/** What is wrong with a suspect: settled by its number alone. */
export function faultOf(suspect: number): Fault {
  const at = Math.floor(faults.length * mulberry32(Math.imul(suspect, 0x9e3779b1))());
  return faults[at] ?? 'none';
}

/** The faults in words. */
export const faultNames: Record<Fault, string> = {
  none: 'nothing is wrong',
  head: 'its last layer was never loaded',
  labels: 'two class names are exchanged',
  colours: 'red and blue are exchanged',
  dead: 'half of its last maps are dead',
};
