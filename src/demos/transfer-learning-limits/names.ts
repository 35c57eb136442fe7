import type { Target } from '#numerics/transfer/study.ts';

/** The targets, as a reader chooses them. */
export const targetNames: Record<Target, string> = {
  near: 'held-out classes',
  far: 'letters',
};

/** What is on the pictures, in words. */
export const targetPictures: Record<Target, string> = {
  near: 'two photographs each of deer, dogs, frogs and trucks',
  far: 'two drawings each of the letters b, d, p and q',
};

/** What was done, shortly and at length. */
export const armNames = {
  tuned: { short: 'fine-tuned', long: 'six, all layers trained on' },
  longTuned: { short: 'tuned, 3×', long: 'six, all layers, three times as long' },
  probed: { short: 'probe, then tuned', long: 'six, the head first, then all layers' },
  probe: { short: 'frozen', long: 'six frozen, linear probe' },
  scratch: { short: 'from nothing', long: 'random weights, equally long' },
  long: { short: 'nothing, 3×', long: 'random weights, three times as long' },
  untrained: { short: 'untrained', long: 'random weights frozen, linear probe' },
} as const;
