import type { MapComparison } from '#numerics/attribution/compareMaps.ts';
import { largestOf } from '#demos/attribution/drawMap.ts';
import { imageUri } from '#ui/imageUri.ts';

/** A map of the cascade, in whatever numbers. */
export interface CascadeMap {
  values: ArrayLike<number>;
  height: number;
  width: number;
  signed: boolean;
  original: MapComparison | null;
  edges: MapComparison;
}

/** One method's maps from the trained network to the random one, side by side in one image. */
export interface DrawnRow {
  src: string;
  width: number;
  height: number;
  /** One entry for each number of random layers. */
  original: MapComparison[];
  edges: MapComparison[];
}

/** A row of maps, each at full strength at its own largest number. */
export function drawRow(maps: readonly CascadeMap[]): DrawnRow {
  const [first] = maps;
  const [height, side] = [first?.height ?? 1, first?.width ?? 1];
  const width = side * maps.length;
  const pixels = new Float32Array(width * height);
  maps.forEach(({ values }, at) => {
    const scale = largestOf(values);
    for (let i = 0; i < values.length; i++) {
      const [row, column] = [Math.floor(i / side), i % side];
      pixels[row * width + at * side + column] = (values[i] ?? 0) / scale;
    }
  });
  const kind = first?.signed ? 'signed' : 'unsigned';
  return {
    src: imageUri({ width, height, kind, pixels, scale: 1 }),
    width,
    height,
    original: maps.map(({ original, edges }) => roundedComparison(original ?? sameAs(edges))),
    edges: maps.map(({ edges }) => roundedComparison(edges)),
  };
}

/** The trained network's map beside itself. */
function sameAs(edges: MapComparison): MapComparison {
  const one = (value: number | null) => (value === null ? null : 1);
  return {
    rank: one(edges.rank),
    rankOfMagnitudes: one(edges.rankOfMagnitudes),
    similarity: one(edges.similarity),
  };
}

/** Two digits, as they are shown. */
export function roundedComparison({
  rank,
  rankOfMagnitudes,
  similarity,
}: MapComparison): MapComparison {
  const two = (value: number | null) => (value === null ? null : Math.round(100 * value) / 100);
  return {
    rank: two(rank),
    rankOfMagnitudes: two(rankOfMagnitudes),
    similarity: two(similarity),
  };
}
