import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { SIDE } from '#demos/network/sheet.ts';
import type {
  Stage,
  UnitInput,
  UnitOutput,
} from '#numerics/tasks/activation-gradient-steps-lab.ts';
import { imageUri } from '#ui/imageUri.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';

/** One place on the way back, as it is shown. */
export interface DrawnStage {
  place: string;
  /** "z of conv3", "pool1", "the image". */
  name: string;
  shape: string;
  map: DrawnMap;
  box: ImageBox;
  inside: number;
  outside: number;
}

/** A unit and its four steps, as they are shown. */
export interface DrawnUnit {
  picture: string;
  map: DrawnMap;
  layer: string;
  channel: number;
  row: number;
  column: number;
  of: 'z' | 'a';
  z: number;
  stages: DrawnStage[];
  gradient: DrawnMap;
  centre: number | null;
  quarter: ImageBox;
}

/** The numbers of the steps as images. */
export function drawUnit(input: UnitInput, found: UnitOutput): DrawnUnit {
  const { pixels, layer, channel, row, column, of } = input;
  const { map, height, width, z, centre, quarter, gradient } = found;
  const side = { width: SIDE, height: SIDE };
  return {
    picture: imageUri({ ...side, kind: 'rgb', pixels, scale: 255 }),
    map: drawMap({ values: map, height, width, signed: true }),
    layer,
    channel,
    row,
    column,
    of,
    z,
    stages: found.stages.map((stage) => drawStage(stage, layer)),
    gradient: drawMap({ values: gradient, ...side, signed: true }),
    centre,
    quarter: { ...quarter, cursor: true },
  };
}

function drawStage(stage: Stage, layer: string): DrawnStage {
  const { place, height, width, channels, strength, box, inside, outside } = stage;
  return {
    place,
    name: nameOf(place, layer),
    shape: `${height}×${width}×${channels}`,
    map: drawMap({ values: strength, height, width, signed: false }),
    box,
    inside,
    outside,
  };
}

function nameOf(place: string, layer: string): string {
  if (place === 'input') return 'the image';
  if (place === layer) return `a of ${layer}`;
  return place.endsWith('.pre') ? `z of ${layer}` : place;
}
