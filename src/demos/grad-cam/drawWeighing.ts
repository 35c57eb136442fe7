import { drawMap, drawOverlay, type DrawnMap, type Ground } from '#demos/attribution/drawMap.ts';
import { shareInBox, type PixelRectangle } from '#numerics/attribution/shareInBox.ts';
import { largestDifference } from '#numerics/gradientCheck.ts';
import type { AttributionMap, AttributionMapsOutput } from '#numerics/tasks/attribution-maps.ts';

/** What the figure shows of one run. */
export interface Weighed {
  coarse: DrawnMap;
  overlay: DrawnMap;
  guided: DrawnMap | null;
  /** Rows and columns of the map as it is. */
  positions: readonly [number, number];
  /** Of each picture of a mosaic: its share of the map's magnitudes; null for a map of zeros. */
  shares: (number | null)[];
  /** In which of them the largest value lies; null if nothing is positive. */
  points: number | null;
  /** Largest |Z·L − CAM| without ReLU at the last layer, over the largest |CAM|. */
  difference: number;
}

/** The maps of `askMaps` as the figure shows them; `boxes` are the pictures of the mosaic. */
export function drawWeighing(
  { maps }: AttributionMapsOutput,
  ground: Ground,
  boxes: readonly PixelRectangle[],
): Weighed {
  const [map, cam, plain, product] = maps.map(present);
  if (!map || !cam || !plain) throw new Error('Expected Grad-CAM, CAM and Grad-CAM unrectified.');
  const places = plain.height * plain.width;
  const scaled = plain.values.map((value) => places * value);
  const scale = cam.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    coarse: drawMap(map),
    overlay: drawOverlay(map, ground),
    guided: product ? drawMap(product) : null,
    positions: [map.height, map.width],
    shares: boxes.map((box) => shareInBox(map.onImage, ground.width, box)),
    points: pointsInto(map, ground, boxes),
    difference: largestDifference(scaled, cam.values) / scale,
  };
}

function present(map: AttributionMapsOutput['maps'][number]): AttributionMap {
  if ('missing' in map) throw new Error(map.missing);
  return map;
}

/** The box that holds the middle of the largest value's square; null if no value is positive. */
export function pointsInto(
  { values, height, width }: Pick<AttributionMap, 'values' | 'height' | 'width'>,
  ground: Pick<Ground, 'height' | 'width'>,
  boxes: readonly PixelRectangle[],
): number | null {
  const most = values.reduce((largest, value) => Math.max(largest, value), -Infinity);
  if (most <= 0) return null;
  const at = values.indexOf(most);
  const row = ((Math.floor(at / width) + 0.5) * ground.height) / height;
  const column = (((at % width) + 0.5) * ground.width) / width;
  const found = boxes.findIndex(
    (box) =>
      row >= box.row &&
      row < box.row + box.height &&
      column >= box.column &&
      column < box.column + box.width,
  );
  return found < 0 ? null : found;
}
