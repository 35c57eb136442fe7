import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { trainedManifestSchema, type TrainedManifest } from '#numerics/network/trainedManifest.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** What `training/export.py` records of a network on all test images, and of its training. */
const evaluationSchema = z.strictObject({
  /** [true class][given class] counts test images. */
  confusionMatrix: z.array(z.array(count)),
  /** The wrong answers of which the network was surest, surest first; classes by their index. */
  mistakes: z.strictObject({
    sprite: z.string(),
    columns: z.int().positive(),
    images: z.array(
      z.strictObject({ number: count, label: count, prediction: count, probability: share }),
    ),
  }),
  /** One entry an epoch. */
  trainingCurve: z.array(
    z.strictObject({ trainingLoss: z.number(), trainingAccuracy: share, learningRate: z.number() }),
  ),
});

export type Evaluation = z.infer<typeof evaluationSchema>;

/** A network that was trained for the book as the repository has it; for pages and first frames, at build time. */
export function shippedNetwork(name: string): {
  manifest: TrainedManifest;
  evaluation: Evaluation;
} {
  const folder = `public/models/${name}`;
  const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  const manifest = trainedManifestSchema.parse(read('manifest.json'));
  const parsed = evaluationSchema.safeParse(read('evaluation.json'));
  if (!parsed.success)
    throw new Error(`${folder}/evaluation.json: ${z.prettifyError(parsed.error)}`);
  const { confusionMatrix } = parsed.data;
  const tested = confusionMatrix.flat().reduce((sum, n) => sum + n, 0);
  if (tested !== manifest.accuracy.images || confusionMatrix.length !== manifest.classes.length) {
    throw new Error(`${folder}: manifest.json and evaluation.json are not of the same network`);
  }
  return { manifest, evaluation: parsed.data };
}
