import { drawMap, drawOverlay, type DrawnMap, type Ground } from '#demos/attribution/drawMap.ts';
import type { MapComparison } from '#numerics/attribution/compareMaps.ts';
import { methods, type MethodId } from '#numerics/attribution/methods.ts';
import { shareInBox, type PixelRectangle } from '#numerics/attribution/shareInBox.ts';
import type { AttributionMapsOutput } from '#numerics/tasks/attribution-maps.ts';
import { roundedComparison } from './drawCascade.ts';

/** A method's place on the bench: its map and what is measured of it, or why there is none. */
export interface Tile {
  id: MethodId;
  missing: string | null;
  /** As it is, with hard pixels. */
  map: DrawnMap | null;
  /** Coarse maps: enlarged, over the picture. */
  overlay: DrawnMap | null;
  passes: { forward: number; backward: number };
  ms: number | null;
  /** The same as so many runs of the network to its end. */
  runs: number | null;
  original: MapComparison | null;
  edges: MapComparison | null;
  /** What share of the map lies in each picture of a mosaic. */
  shares: (number | null)[];
}

/** The maps of a run as the bench shows them, with times if one run was timed; `boxes` are the pictures of a mosaic, if it is one. */
export function drawTiles(
  { maps, forwardMs }: Pick<AttributionMapsOutput, 'maps'> & { forwardMs: number | null },
  ground: Ground,
  boxes: readonly PixelRectangle[],
): Tile[] {
  return maps.map((map): Tile => {
    if ('missing' in map) {
      return {
        id: map.id,
        missing: map.missing,
        map: null,
        overlay: null,
        passes: { forward: 0, backward: 0 },
        ms: null,
        runs: null,
        original: null,
        edges: null,
        shares: [],
      };
    }
    const coarse = methods[map.id].coarse === true;
    return {
      id: map.id,
      missing: null,
      map: drawMap(map),
      overlay: coarse ? drawOverlay(map, ground) : null,
      passes: map.passes,
      ms: forwardMs && map.ms,
      runs: forwardMs && map.ms / forwardMs,
      original: map.original && roundedComparison(map.original),
      edges: roundedComparison(map.edges),
      shares: boxes.map((box) => shareInBox(map.onImage, ground.width, box)),
    };
  });
}
