import { describe, expect, it } from 'vitest';
import { confusions, recalls } from '#demos/network/confusions.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { mapOf, pixelOf, sheetOfMaps, sheetSize, unitAt } from '#demos/network/mapSheet.ts';
import { cutSheet, emptyCanvas, pictureAt, SIDE } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { playgroundDefaults, playgroundSchema } from '#demos/network/state.ts';
import { encodeDrawing } from '#ui/drawingText.ts';
import { stroke } from '#ui/stroke.ts';

const { manifest, evaluation } = shippedNetwork('base');
const shapes = manifest.layers.map(layerShape);

describe('the sheet of all maps', () => {
  it.each(shapes)('of $name shows every unit once, and a press finds it again', (shape) => {
    const { height, width, channels } = shape;
    const maps = Float32Array.from({ length: height * width * channels }, (_, i) => i + 1);
    const sheet = sheetOfMaps(shape, maps);
    const size = sheetSize(shape);
    expect(sheet.length).toBe(size.width * size.height);
    expect(sheet.filter((value) => value > 0)).toHaveLength(maps.length);
    for (const channel of [0, 1, channels - 1]) {
      const unit = { channel, row: height - 1, column: 0 };
      const pixel = pixelOf(shape, unit);
      expect(unitAt(shape, pixel)).toEqual(unit);
      const value = maps[((height - 1) * width + 0) * channels + channel];
      expect(sheet[pixel.row * size.width + pixel.column]).toBe(value);
      expect(mapOf(shape, maps, channel)[(height - 1) * width]).toBe(value);
    }
  });
});

describe('a link to the playground', () => {
  const schema = playgroundSchema(shapes);
  const accepts = (change: object) =>
    schema.safeParse({ ...playgroundDefaults, ...change }).success;

  it('may name any image and unit there is', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ set: 'gallery', image: 499 })).toBe(true);
    expect(accepts({ layer: 'logits', channel: 9, row: 0, column: 0 })).toBe(true);
  });

  it('may carry a drawing, on the empty canvas or on a test image', () => {
    const cross = stroke(
      { width: SIDE, height: SIDE, pixels: emptyCanvas },
      { row: 4, column: 4 },
      { row: 27, column: 20 },
      [200, 40, 30],
      3,
    );
    const drawn = encodeDrawing(cross, emptyCanvas);
    expect(accepts({ set: 'canvas', image: 0, drawn })).toBe(true);
    expect(accepts({ drawn })).toBe(true);
  });

  it('is refused for one that is not there', () => {
    expect(accepts({ image: 24 })).toBe(false);
    expect(accepts({ layer: 'conv9' })).toBe(false);
    expect(accepts({ channel: 64 })).toBe(false);
    expect(accepts({ layer: 'conv5', row: 8 })).toBe(false);
    expect(accepts({ row: 0.5 })).toBe(false);
    expect(accepts({ set: 'canvas', image: 1 })).toBe(false);
    expect(accepts({ drawn: 'no drawing' })).toBe(false);
  });
});

it('a sheet is cut into its pictures, with or without opacity', () => {
  const sheet = { columns: 2, labels: [0, 1, 2, 3] };
  const pixels = SIDE * SIDE * 4;
  const opaque = Uint8Array.from({ length: pixels * 3 }, (_, i) => (i * 7) % 256);
  const withOpacity = Uint8Array.from({ length: pixels * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (opaque[Math.floor(i / 4) * 3 + (i % 4)] ?? 0),
  );
  const pictures = cutSheet(opaque, 3, sheet);
  expect(cutSheet(withOpacity, 4, sheet)).toEqual(pictures);
  // The first pixel of the fourth picture: line 32, column 32.
  const from = (SIDE * 2 * SIDE + SIDE) * 3;
  expect([...pictureAt(pictures, 3).slice(0, 3)]).toEqual([...opaque.slice(from, from + 3)]);
});

describe('the recorded evaluation', () => {
  it('counts as many right answers as the manifest says', () => {
    const { images, afterQuantisation } = manifest.accuracy;
    const wrong = confusions(evaluation.confusionMatrix).reduce((sum, { count }) => sum + count, 0);
    expect(1 - wrong / images).toBeCloseTo(afterQuantisation, 6);
    const shares = recalls(evaluation.confusionMatrix);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeCloseTo(afterQuantisation, 6);
  });

  it('lists wrong answers only, the surest first', () => {
    const { images } = evaluation.mistakes;
    for (const [i, { label, prediction, probability }] of images.entries()) {
      expect(prediction).not.toBe(label);
      expect(probability).toBeLessThanOrEqual(images[i - 1]?.probability ?? 1);
    }
  });
});
