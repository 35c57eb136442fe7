import { expect, it } from 'vitest';
import { moveInGrid } from '#ui/moveInGrid.ts';

const size = { rows: 3, columns: 4 };

it.each([
  ['ArrowUp', false, { row: 0, column: 1 }],
  ['ArrowDown', false, { row: 2, column: 1 }],
  ['ArrowLeft', false, { row: 1, column: 0 }],
  ['ArrowRight', false, { row: 1, column: 2 }],
  ['Home', false, { row: 1, column: 0 }],
  ['End', false, { row: 1, column: 3 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 2, column: 3 }],
])('%s (with Ctrl: %s) leads from row 1, column 1 to %o', (key, ctrl, target) => {
  expect(moveInGrid(key, ctrl, { row: 1, column: 1 }, size)).toEqual(target);
});

it('the arrows stop at the edges', () => {
  expect(moveInGrid('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  expect(moveInGrid('ArrowRight', false, { row: 2, column: 3 }, size)).toEqual({
    row: 2,
    column: 3,
  });
});

it('other keys do not move', () => {
  expect(moveInGrid('5', false, { row: 1, column: 1 }, size)).toBeNull();
  expect(moveInGrid('Tab', false, { row: 1, column: 1 }, size)).toBeNull();
});
