import { z } from 'zod';
import drawn from '../../../content/chapters/gradient-segmentation/masks.json';

const SIDE = 32;

const schema = z.object({
  origin: z.string(),
  objects: z.array(
    z.object({
      /** Number among the teaching images. */
      image: z.int(),
      mask: z.array(z.string().regex(new RegExp(`^[#.]{${SIDE}}$`))).length(SIDE),
    }),
  ),
});

/** The objects whose masks were drawn, each as one text of # and dots, row by row. Build time only. */
export const drawnMasks = schema
  .parse(drawn)
  .objects.map(({ image, mask }) => ({ image, mask: mask.join('') }));
