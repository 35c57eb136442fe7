import { freshExamples, SIDE } from '#numerics/regression/pictures.ts';
import { SHOWN } from '#numerics/regression/sweep.ts';
import { imageUri } from '#ui/imageUri.ts';
import { recordedSweep } from './recorded.ts';
import { labDefaults } from './state.ts';

/** The recorded sweep with which the lab opens, and four of the fresh figures. */
export default function first() {
  const { pictures } = freshExamples(SHOWN);
  const { sizes, seeds, cells } = recordedSweep(labDefaults.examples, labDefaults.noise / 100);
  return Promise.resolve({
    sweep: { sizes, seeds, cells },
    pictures: pictures.map((picture) => {
      const [low, high] = [Math.min(...picture), Math.max(...picture)];
      const pixels = Array.from(picture, (grey) => 0.15 + (0.7 * (grey - low)) / (high - low));
      return imageUri({ width: SIDE, height: SIDE, kind: 'grey', pixels });
    }),
  });
}
