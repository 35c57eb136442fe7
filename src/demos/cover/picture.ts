import type { FeatureMapOutput } from '#numerics/tasks/cover-feature-map.ts';
import { imageUri } from '#ui/imageUri.ts';

/** A feature map as the figure shows it. */
export interface MapPicture extends Pick<
  FeatureMapOutput,
  'width' | 'height' | 'positive' | 'scale' | 'unsigned'
> {
  src: string;
}

/** The map's numbers as an image: signed around the paper's colour, or grey if none is negative. */
export function pictureOf({ map, ...rest }: FeatureMapOutput): MapPicture {
  const { width, height, scale, unsigned } = rest;
  const kind = unsigned ? 'grey' : 'signed';
  return { ...rest, src: imageUri({ width, height, kind, pixels: map, scale }) };
}
