import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { kernelSheet, type KernelSheet } from '#demos/network/kernelSheet.ts';
import { sheetOfMaps, sheetSize } from '#demos/network/mapSheet.ts';
import type { Panels } from '#numerics/tasks/visualization-methods-case.ts';

/** One network's panels as images and counts. */
export interface DrawnPanels {
  kernels: KernelSheet;
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
    kernels: kernelSheet({ tiles: tilesOf(kernels), size: K, channels: 3, columns: COLUMNS }),
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

/** Kernels [K,K,3,COUNT] one by one, [K,K,3] each. */
function tilesOf(kernels: Float32Array): Float32Array[] {
  return Array.from({ length: COUNT }, (_, n) => kernels.filter((_, i) => i % COUNT === n));
}
