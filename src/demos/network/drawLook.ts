import type { LookInput, LookOutput } from '#numerics/tasks/network-look.ts';
import { rectangleOf } from '#numerics/receptiveField.ts';
import { imageUri } from '#ui/imageUri.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';
import type { LayerShape } from './layerShape.ts';
import { mapOf, sheetOfMaps, sheetSize, type Unit } from './mapSheet.ts';
import { SIDE } from './sheet.ts';

/** What the network makes of a picture, as the playground shows it. */
export interface DrawnLook {
  /** The picture itself. */
  picture: string;
  probabilities: number[];
  shape: LayerShape;
  unit: Unit;
  /** All maps of the layer, and the number at full strength. */
  sheet: string;
  scale: number;
  signed: boolean;
  /** The unit's own map. */
  map: string;
  value: number;
  rectified: boolean;
  gradient: string;
  gradientScale: number;
  /** The pixels that the unit sees. */
  seen: ImageBox;
}

/** The numbers of a look as images. */
export function drawLook(input: LookInput, found: LookOutput): DrawnLook {
  const { layer, channel, row, column } = input;
  const { maps, gradient, rows, columns, height, width, channels } = found;
  const shape = { name: layer, height, width, channels };
  const signed = maps.some((value) => value < 0);
  const kind = signed ? 'signed' : 'unsigned';
  const scale = largest(maps);
  const gradientScale = largest(gradient);
  const side = { width: SIDE, height: SIDE };
  return {
    picture: imageUri({ ...side, kind: 'rgb', pixels: input.pixels, scale: 255 }),
    probabilities: found.probabilities,
    shape,
    unit: { channel, row, column },
    sheet: imageUri({ ...sheetSize(shape), kind, pixels: sheetOfMaps(shape, maps), scale }),
    scale,
    signed,
    map: imageUri({ width, height, kind, pixels: mapOf(shape, maps, channel), scale }),
    value: found.value,
    rectified: found.rectified,
    gradient: imageUri({ ...side, kind: 'signed', pixels: gradient, scale: gradientScale }),
    gradientScale,
    seen: rectangleOf({ rows, columns }),
  };
}

/** The largest magnitude; 1 for zeros, so that it can be a scale. */
function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}
