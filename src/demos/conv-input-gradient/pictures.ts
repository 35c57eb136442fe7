import type {
  CheckerboardInput,
  CheckerboardOutput,
} from '#numerics/tasks/conv-input-gradient-checkerboard.ts';
import { imageUri } from '#ui/imageUri.ts';
import type { MapKind } from '#ui/colourMaps.ts';

/** A square map ready to be shown, and what full strength means in it. */
export interface MapPicture {
  src: string;
  side: number;
  kind: MapKind;
  scale: number;
}

/** The checkerboard as it is drawn: what was measured, and three maps. */
export interface CheckerboardFrame
  extends
    Pick<CheckerboardOutput, 'least' | 'most' | 'constantRange' | 'classes'>,
    Pick<CheckerboardInput, 'kernelSize' | 'stride' | 'kernels'> {
  overlap: MapPicture;
  constant: MapPicture;
  photoGradient: MapPicture;
}

/** Draws what the task found for an input. */
export function frameOf(output: CheckerboardOutput, input: CheckerboardInput): CheckerboardFrame {
  const { least, most, constantRange, classes } = output;
  const { kernelSize, stride, kernels } = input;
  const constant = output.constant.flat();
  return {
    least,
    most,
    constantRange,
    classes,
    kernelSize,
    stride,
    kernels,
    overlap: pictureOf('unsigned', output.overlap.flat(), Math.max(1, most)),
    constant: pictureOf('signed', constant, Math.max(...constant.map(Math.abs)) || 1),
    photoGradient: pictureOf('grey', output.photoGradient, Math.max(...output.photoGradient) || 1),
  };
}

function pictureOf(kind: MapKind, pixels: readonly number[], scale: number): MapPicture {
  const side = Math.round(Math.sqrt(pixels.length));
  return { src: imageUri({ width: side, height: side, kind, pixels, scale }), side, kind, scale };
}
