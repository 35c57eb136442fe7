import { drawMap, largestOf, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { sheetOfMaps, sheetSize } from '#demos/network/mapSheet.ts';
import type { Panels } from '#numerics/tasks/visualization-methods-case.ts';
import { imageUri } from '#ui/imageUri.ts';

/** One network's panels as images and counts. */
export interface DrawnPanels {
  kernels: { src: string; width: number; height: number };
  maps: DrawnMap;
  /** How many of the maps are zero everywhere. */
  dark: number;
  gradient: DrawnMap;
  answers: Panels['answers'];
}

/** Side of the kernels, how many there are, and how many stand in a row. */
const [K, COUNT, COLUMNS] = [5, 32, 8];
/** The last maps. */
const LAST = { name: 'conv5', height: 8, width: 8, channels: 128 };
const SIDE = 32;

/** The numbers of the panels as they are shown; the kernels' zero is middle grey. */
export function drawPanels({ kernels, maps, gradient, answers }: Panels): DrawnPanels {
  return {
    kernels: kernelSheet(kernels),
    maps: drawMap({ values: sheetOfMaps(LAST, maps), ...sheetSize(LAST), signed: false }),
    dark: Array.from({ length: LAST.channels }, (_, channel) => channel).filter((channel) =>
      mapIsZero(maps, channel),
    ).length,
    gradient: drawMap({ values: gradient, height: SIDE, width: SIDE, signed: true }),
    answers,
  };
}

function mapIsZero(maps: Float32Array, channel: number): boolean {
  for (let at = channel; at < maps.length; at += LAST.channels) {
    if (maps[at] !== 0) return false;
  }
  return true;
}

/** All kernels [K,K,3,COUNT] in colour, each with its own scale, a white line between them. */
function kernelSheet(kernels: Float32Array) {
  const [step, rows] = [K + 1, COUNT / COLUMNS];
  const [width, height] = [COLUMNS * step - 1, rows * step - 1];
  const pixels = new Uint8Array(width * height * 3).fill(255);
  for (let n = 0; n < COUNT; n++) {
    const own = Float32Array.from({ length: K * K * 3 }, (_, i) => kernels[i * COUNT + n] ?? 0);
    const scale = largestOf(own);
    for (let i = 0; i < own.length; i++) {
      const [tap, colour] = [Math.floor(i / 3), i % 3];
      const row = Math.floor(n / COLUMNS) * step + Math.floor(tap / K);
      const column = (n % COLUMNS) * step + (tap % K);
      const level = 127.5 + (127.5 * (own[i] ?? 0)) / scale;
      pixels[(row * width + column) * 3 + colour] = Math.round(level);
    }
  }
  return { src: imageUri({ width, height, kind: 'rgb', pixels, scale: 255 }), width, height };
}
