import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '#numerics/random.ts';
import { decodeDrawing, encodeDrawing } from '#ui/drawingText.ts';
import { floodFill } from '#ui/floodFill.ts';
import { cellsBetween, stroke } from '#ui/stroke.ts';
import { colourName, rgbOf, swatches } from '#ui/swatches.ts';
import { changed, firstVersion, redone, STEPS_KEPT, undone } from '#ui/versions.ts';

const SIDE = 32;
const white: Uint8Array = new Uint8Array(SIDE * SIDE * 3).fill(255);
const black = [0, 0, 0] as const;
const red = [200, 40, 30] as const;
const canvas = (pixels: Uint8Array) => ({ width: SIDE, height: SIDE, pixels });
const cell = fc.record({
  row: fc.integer({ min: -20, max: 60 }),
  column: fc.integer({ min: -20, max: 60 }),
});

/** The drawing as text, a letter a pixel: `#` what is no longer white. */
function rowsOf(pixels: Uint8Array, side = SIDE): string[] {
  const marks = Array.from({ length: side * side }, (_, i) => (pixels[3 * i] === 255 ? '.' : '#'));
  return Array.from({ length: side }, (_, r) => marks.slice(r * side, (r + 1) * side).join(''));
}
const painted = (pixels: Uint8Array) => rowsOf(pixels).join('').replaceAll('.', '').length;

describe('a stroke', () => {
  it('has no gap, however far apart the browser reports its points', () => {
    fc.assert(
      fc.property(cell, cell, (from, to) => {
        const cells = cellsBetween(from, to);
        expect(cells[0]).toEqual(from);
        expect(cells.at(-1)).toEqual(to);
        for (const [i, next] of cells.slice(1).entries()) {
          const { row, column } = cells[i] ?? next;
          expect(Math.max(Math.abs(next.row - row), Math.abs(next.column - column))).toBe(1);
        }
      }),
    );
  });

  it('is as wide as its brush, which is round', () => {
    const dot = (size: number) =>
      rowsOf(stroke(canvas(white), { row: 5, column: 5 }, { row: 5, column: 5 }, black, size));
    expect(dot(1)[5]?.slice(0, 11)).toBe('.....#.....');
    expect(dot(3)[4]?.slice(0, 11)).toBe('....###....');
    expect(dot(5)[3]?.slice(0, 11)).toBe('....###....');
    expect(dot(5)[5]?.slice(0, 11)).toBe('...#####...');
  });

  it('is cut at the edges, and leaves the drawing before it as it was', () => {
    const corner = stroke(canvas(white), { row: 0, column: 31 }, { row: 0, column: 31 }, black, 3);
    expect(painted(corner)).toBe(4);
    expect(painted(white)).toBe(0);
    const across = stroke(canvas(white), { row: 9, column: -9 }, { row: 9, column: 99 }, black, 1);
    expect(rowsOf(across)[9]).toBe('#'.repeat(SIDE));
    expect(painted(across)).toBe(SIDE);
  });

  it('of the eraser brings back what was under the drawing', () => {
    const photo = Uint8Array.from(white, (_, i) => (i * 7) % 251);
    const [from, to] = [
      { row: 3, column: 3 },
      { row: 25, column: 30 },
    ];
    const drawn = stroke(canvas(photo), from, to, red, 5);
    expect(drawn).not.toEqual(photo);
    expect(stroke(canvas(drawn), from, to, photo, 5)).toEqual(photo);
  });
});

it('a fill stops at a closed line, and runs out through no gap that is only a corner', () => {
  const ring = [
    [8, 8, 8, 16],
    [8, 16, 16, 16],
    [16, 16, 16, 8],
    [16, 8, 8, 8],
  ].reduce(
    (pixels, [r = 0, c = 0, toR = 0, toC = 0]) =>
      stroke(canvas(pixels), { row: r, column: c }, { row: toR, column: toC }, black, 1),
    white,
  );
  expect(painted(floodFill(canvas(ring), { row: 12, column: 12 }, red)) - painted(ring)).toBe(49);
  expect(painted(floodFill(canvas(white), { row: 0, column: 0 }, red))).toBe(SIDE * SIDE);
  const diagonal = stroke(canvas(white), { row: 0, column: 3 }, { row: 3, column: 0 }, black, 1);
  expect(painted(floodFill(canvas(diagonal), { row: 0, column: 0 }, red))).toBe(4 + 6);
});

describe('the steps of a drawing', () => {
  const version = (value: number) => Uint8Array.of(value);

  it('are taken back and done again, one by one', () => {
    let versions = firstVersion(version(0));
    for (const value of [1, 2, 3]) versions = changed(versions, version(value), false);
    expect(undone(undone(versions)).now).toEqual(version(1));
    expect(redone(undone(versions)).now).toEqual(version(3));
    expect(undone(undone(undone(undone(versions)))).now).toEqual(version(0));
    expect(redone(versions)).toEqual(versions);
  });

  it('are whole strokes: what joins goes back with what it joined', () => {
    const begun = changed(firstVersion(version(0)), version(1), false);
    const drawn = changed(changed(begun, version(2), true), version(3), true);
    expect(undone(drawn).now).toEqual(version(0));
    expect(redone(undone(drawn)).now).toEqual(version(3));
  });

  it('are none where nothing changes, and a new one ends what could be done again', () => {
    const one = changed(firstVersion(version(0)), version(1), false);
    expect(changed(one, version(1), false)).toBe(one);
    expect(changed(undone(one), version(2), false).future).toEqual([]);
  });

  it('are kept up to a limit, so that an hour of drawing takes no more memory than a minute', () => {
    let versions = firstVersion(version(0));
    for (let i = 1; i < 300; i++) versions = changed(versions, version(i), false);
    expect(versions.past).toHaveLength(STEPS_KEPT);
  });
});

describe('a drawing in a link', () => {
  const colours = Object.values(swatches).map(rgbOf);
  const drawing = fc
    .array(
      fc.record({
        from: cell,
        to: cell,
        colour: fc.constantFrom(...colours),
        size: fc.constantFrom(1, 3, 5, 9),
      }),
      { maxLength: 12 },
    )
    .map((strokes) =>
      strokes.reduce(
        (pixels, { from, to, colour, size }) => stroke(canvas(pixels), from, to, colour, size),
        white,
      ),
    );

  it('comes back pixel by pixel, in characters that an address takes as they are', () => {
    fc.assert(
      fc.property(drawing, (pixels) => {
        const text = encodeDrawing(pixels, white) ?? 'too long';
        expect(encodeURIComponent(text)).toBe(text);
        expect(decodeDrawing(text, white)).toEqual(pixels);
      }),
    );
  });

  it('on a photograph says only what was painted', () => {
    const photo = Uint8Array.from(white, (_, i) => (i * 91) % 256);
    const pixels = stroke(canvas(photo), { row: 4, column: 4 }, { row: 20, column: 25 }, red, 3);
    const text = encodeDrawing(pixels, photo) ?? '';
    expect(text.length).toBeLessThan(100);
    expect(decodeDrawing(text, photo)).toEqual(pixels);
    expect(encodeDrawing(photo, photo)).toBe('');
    expect(decodeDrawing('', photo)).toEqual(photo);
  });

  it('is short: a house under the sun takes fewer than 300 characters', () => {
    const line = (pixels: Uint8Array, at: number[], colour: string, size: number) => {
      const [row = 0, column = 0, toRow = 0, toColumn = 0] = at;
      const ink = rgbOf(swatches[colour] ?? '');
      return stroke(canvas(pixels), { row, column }, { row: toRow, column: toColumn }, ink, size);
    };
    let house = floodFill(canvas(white), { row: 0, column: 0 }, rgbOf(swatches['blue'] ?? ''));
    for (let row = 25; row < 32; row++) house = line(house, [row, 0, row, 31], 'green', 1);
    for (let row = 16; row < 26; row++) house = line(house, [row, 9, row, 22], 'brown', 1);
    house = line(house, [16, 7, 8, 15], 'red', 3);
    house = line(house, [8, 15, 16, 24], 'red', 3);
    house = line(house, [5, 26, 5, 26], 'yellow', 9);
    house = line(house, [20, 15, 25, 15], 'black', 3);
    expect(encodeDrawing(house, white)?.length).toBeLessThan(300);
  });

  it('holds even noise at 32×32, and is not made of what would be too long: a photograph', () => {
    const noise = (side: number) => {
      const random = mulberry32(1);
      const colour = () => colours[Math.floor(random() * colours.length)] ?? black;
      return Uint8Array.from(Array.from({ length: side * side }, colour).flat());
    };
    const text = encodeDrawing(noise(32), white) ?? '';
    expect(decodeDrawing(text, white)).toEqual(noise(32));
    expect(encodeDrawing(noise(64), noise(64).fill(255))).toBeNull();
    const photo = Uint8Array.from(white, (_, i) => (i * 91) % 256);
    expect(encodeDrawing(photo, white)).toBeNull();
  });

  it('that is damaged is refused, whatever it is', () => {
    const text = encodeDrawing(
      stroke(canvas(white), { row: 4, column: 4 }, { row: 20, column: 25 }, red, 3),
      white,
    );
    expect(decodeDrawing(`${text}B`, white)).toBeNull();
    expect(decodeDrawing(text?.slice(0, -3) ?? '', white)).toBeNull();
    for (const nonsense of [
      'A',
      'B',
      'BAAAA',
      '%',
      '__',
      '_'.repeat(2000),
      `B${'A'.repeat(1400)}`,
    ]) {
      expect(decodeDrawing(nonsense, white), nonsense).toBeNull();
    }
    fc.assert(
      fc.property(fc.string(), (any) => {
        const decoded = decodeDrawing(any, white);
        expect(decoded === null || decoded.length === white.length).toBe(true);
      }),
    );
  });
});

it('a colour is called by its swatch, or by its number', () => {
  expect(colourName(rgbOf('#c8281e'))).toBe('red');
  expect(colourName([1, 2, 255])).toBe('#0102ff');
});
