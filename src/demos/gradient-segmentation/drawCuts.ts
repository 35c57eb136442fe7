import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import type { MaskedPicture } from '#numerics/segmentation/composite.ts';
import type { SeedMap } from '#numerics/segmentation/seedMap.ts';
import type {
  MeasuredMask,
  SegmentationOutput,
} from '#numerics/tasks/gradient-segmentation-lab.ts';

/** Colours that stay apart for the common colour deficiencies: orange, blue, paper. */
const [FOUND, MISSED, PAPER] = [
  [226, 100, 0],
  [60, 130, 200],
  [243, 241, 235],
] as const;

/** A mask ready to be shown, and how well it fits. */
export interface DrawnMask {
  src: string;
  intersectionOverUnion: number;
}

/** What a map makes of a scene, ready to be shown. */
export interface DrawnCuts {
  map: DrawnMap;
  seeds: string;
  onObject: { foreground: number; background: number };
  objectShare: number;
  threshold: DrawnMask;
  cut: DrawnMask;
  centre: DrawnMask;
}

/** The map, its seeds over the scene in grey, and the three masks. */
export function drawCuts(found: SegmentationOutput, scene: MaskedPicture, map: SeedMap): DrawnCuts {
  const { height, width } = scene;
  const mask = (measured: MeasuredMask): DrawnMask => ({
    src: drawMask(measured.labels, scene),
    intersectionOverUnion: measured.intersectionOverUnion,
  });
  return {
    map: drawMap({ values: map.values, signed: map.signed, height, width }),
    seeds: drawSeeds(found, scene),
    onObject: found.onObject,
    objectShare: found.objectShare,
    threshold: mask(found.threshold),
    cut: mask(found.cut),
    centre: mask(found.centre),
  };
}

/**
 * What a mask cuts out: the object in its own colours where the mask is right, blue where it misses
 * some of the object, ground tinted orange where it takes too much.
 */
export function drawMask(labels: ArrayLike<number>, scene: MaskedPicture): string {
  const { pixels, mask } = scene;
  return drawPixels(scene, (i, c) => {
    const value = pixels[3 * i + c] ?? 0;
    if (labels[i]) return mask[i] ? value : 0.25 * value + 0.75 * (FOUND[c] ?? 0);
    return (mask[i] ? MISSED : PAPER)[c] ?? 0;
  });
}

/** Foreground seeds orange, background seeds blue, over the scene in pale grey. */
function drawSeeds({ seeds }: SegmentationOutput, scene: MaskedPicture): string {
  const colours = new Map<number, readonly number[]>();
  for (const i of seeds.foreground) colours.set(i, FOUND);
  for (const i of seeds.background) colours.set(i, MISSED);
  return drawPixels(scene, (i, c) => {
    const [red = 0, green = 0, blue = 0] = scene.pixels.subarray(3 * i, 3 * i + 3);
    return colours.get(i)?.[c] ?? 150 + 0.4 * (0.3 * red + 0.6 * green + 0.1 * blue);
  });
}

function drawPixels(
  { height, width }: MaskedPicture,
  value: (pixel: number, channel: number) => number,
): string {
  const pixels = Float64Array.from({ length: 3 * height * width }, (_, at) =>
    value(Math.floor(at / 3), at % 3),
  );
  return pixelsUri(pixels, { height, width });
}
