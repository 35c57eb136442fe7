import { describe, expect, it } from 'vitest';

import { CLASSES, drawFigure, NUMBERS, SIDE } from '#numerics/conflict/figure.ts';
import { decisionsOf, shapeBias } from '#numerics/conflict/shapeBias.ts';
import { orderTiles, shuffleTiles, tilesOf } from '#numerics/conflict/shuffleTiles.ts';
import { AREA, isInside, silhouettes } from '#numerics/conflict/silhouette.ts';
import { surfaceAt, surfaces } from '#numerics/conflict/surface.ts';
import { conflictFigures, examplesOf, study } from '#numerics/conflict/trial.ts';

describe('drawn figures', () => {
  it.each(silhouettes)('the %s has the area of a disc of radius 1', (silhouette) => {
    const step = 0.01;
    let inside = 0;
    for (let x = -2.5; x < 2.5; x += step) {
      for (let y = -2.5; y < 2.5; y += step) if (isInside(silhouette, x, y)) inside++;
    }
    expect(inside * step * step).toBeCloseTo(AREA, 1);
  });

  it.each(surfaces)('%s are half light and half dark', (surface) => {
    let sum = 0;
    for (let x = 0; x < 300; x++) {
      for (let y = 0; y < 300; y++) {
        sum += surfaceAt(surface, x, y, { x: 1, y: 2, angle: 0.3, grain: 7 });
      }
    }
    expect(Math.abs(sum / 300 ** 2)).toBeLessThan(0.02);
  });

  it('are the same for the same seed, even without contrast, and stay in the picture', () => {
    const figure = { shape: 1, texture: 2, seed: 5 };
    expect(drawFigure(figure, 30)).toEqual(drawFigure(figure, 30));
    expect(drawFigure(figure, 0)).toEqual(drawFigure({ ...figure, texture: 3 }, 0));
    expect(drawFigure(figure, 30)).toHaveLength(NUMBERS);
    const corners = [0, SIDE - 1, SIDE * (SIDE - 1), SIDE * SIDE - 1];
    for (let seed = 0; seed < 50; seed++) {
      const drawn = drawFigure({ shape: seed % 4, texture: 0, seed }, 30);
      expect(new Set(corners.map((pixel) => drawn[3 * pixel])).size).toBe(1);
    }
  });

  it('tell the class by both cues, or by one while the other is drawn by lot', () => {
    for (const lesson of ['both', 'shape', 'texture'] as const) {
      const examples = examplesOf({ lesson, seed: 3 }, 400, 'training');
      const agree = (cue: 'shape' | 'texture') =>
        examples.filter(({ figure, label }) => figure[cue] === label).length / 400;
      const [shape, texture] = [agree('shape'), agree('texture')];
      if (lesson !== 'texture') expect(shape).toBe(1);
      else expect(Math.abs(shape - 1 / CLASSES)).toBeLessThan(0.08);
      if (lesson !== 'shape') expect(texture).toBe(1);
      else expect(Math.abs(texture - 1 / CLASSES)).toBeLessThan(0.08);
    }
  });

  it('there are 240 conflicts, 20 of each of the twelve pairs', () => {
    const figures = conflictFigures();
    expect(figures).toHaveLength(12 * study.perCell);
    expect(figures.every(({ shape, texture }) => shape !== texture)).toBe(true);
    expect(new Set(figures.map(({ seed }) => seed)).size).toBe(240);
  });
});

describe('shape bias', () => {
  it('of the worked example: 6 shape, 10 texture, 4 other: 0.375 ± 0.121, 16 counted', () => {
    const found = shapeBias({ shape: 6, texture: 10, other: 4 });
    expect(found?.bias).toBe(0.375);
    expect(found?.error).toBeCloseTo(0.121, 3);
    expect(found?.counted).toBe(16);
    expect(shapeBias({ shape: 0, texture: 0, other: 4 })).toBeNull();
  });

  it('counts conflicts only, and says so otherwise', () => {
    const conflicts = [
      { shape: 0, texture: 1 },
      { shape: 2, texture: 1 },
      { shape: 3, texture: 0 },
    ];
    expect(decisionsOf(conflicts, [0, 1, 2])).toEqual({ shape: 1, texture: 1, other: 1 });
    expect(() => decisionsOf([{ shape: 1, texture: 1 }], [1])).toThrow(/conflict/);
  });
});

describe('shuffled tiles', () => {
  const picture = Float32Array.from({ length: 8 * 8 * 2 }, (_, i) => i);
  const square = { side: 8, channels: 2 };

  it('hold the same numbers, tile by tile, in another order', () => {
    const order = [3, 0, 1, 2];
    const tiles = tilesOf(picture, square, 2);
    const moved = tilesOf(orderTiles(picture, square, 2, order), square, 2);
    expect(moved).toEqual(order.map((source) => tiles[source]));
    expect([...shuffleTiles(picture, square, 4, 1)].sort((a, b) => a - b)).toEqual([...picture]);
  });

  it('one tile is the picture; tiles that do not fit are refused', () => {
    expect(shuffleTiles(picture, square, 1, 9)).toEqual(picture);
    expect(() => tilesOf(picture, square, 3)).toThrow(/fit/);
  });
});
