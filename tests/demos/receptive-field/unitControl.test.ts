import { expect, test } from 'vitest';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { mapLayers, mapSides } from '#demos/receptive-field/state.ts';
import { unitControl } from '#demos/receptive-field/unitControl.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import type { Cell } from '#ui/matrix.ts';
import { moveInGrid } from '#ui/moveInGrid.ts';

const views = layerViews(shippedNetwork('base').manifest.layers, [32, 32]);

test.each(mapLayers)('at %s each arrow moves the unit by one, and stops at the edges', (layer) => {
  const view = views[layer];
  if (!view) throw new Error(`no ${layer}`);
  const last = mapSides[layer] - 1;
  const after = (key: string, unit: Cell) => {
    let moved = unit;
    const { units } = unitControl(view, unit, 32, (to) => (moved = to));
    const next = moveInGrid(key, false, units.at, units);
    if (next) units.onMove(next);
    return moved;
  };
  const from = { row: 3, column: 3 };
  expect(after('ArrowRight', from)).toEqual({ row: 3, column: 4 });
  expect(after('ArrowLeft', from)).toEqual({ row: 3, column: 2 });
  expect(after('ArrowDown', from)).toEqual({ row: 4, column: 3 });
  expect(after('ArrowUp', from)).toEqual({ row: 2, column: 3 });
  expect(after('ArrowUp', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
  expect(after('ArrowRight', { row: 0, column: last })).toEqual({ row: 0, column: last });
});

test.each(mapLayers)('at %s pressing the pixel that marks a unit picks this unit', (layer) => {
  const view = views[layer];
  if (!view) throw new Error(`no ${layer}`);
  for (let at = 0; at < mapSides[layer]; at++) {
    const unit = { row: at, column: mapSides[layer] - 1 - at };
    let picked: Cell | null = null;
    const { pick, onPick } = unitControl(view, unit, 32, (to) => (picked = to));
    onPick(pick);
    expect(picked).toEqual(unit);
  }
});
