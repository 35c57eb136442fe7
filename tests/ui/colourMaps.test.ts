import { describe, expect, it } from 'vitest';
import { cssColour, diverging, grey, sequential, type Rgba } from '#ui/colourMaps.ts';

type Paint = [red: number, green: number, blue: number];

/** How the colour looks on paper of the given colour. */
function over([red, green, blue, alpha]: Rgba, paper: Paint): Paint {
  const mix = (top: number, bottom: number) => (top * alpha + bottom * (255 - alpha)) / 255;
  return [mix(red, paper[0]), mix(green, paper[1]), mix(blue, paper[2])];
}

function luminance(paint: Paint): number {
  const [red, green, blue] = paint.map((level) => {
    const share = level / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Paint;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What a reader without red cones sees (Viénot, Brettel, Mollon 1999), in linear light. */
function protanope([red, green, blue]: Paint): Paint {
  const linear = (level: number) => (level / 255) ** 2.2;
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const yellow = 0.11238 * r + 0.88762 * g;
  return [
    255 * yellow ** (1 / 2.2),
    255 * yellow ** (1 / 2.2),
    255 * (0.00401 * (r - g) + b) ** (1 / 2.2),
  ];
}

/** What a reader without green cones sees (the same). */
function deuteranope([red, green, blue]: Paint): Paint {
  const linear = (level: number) => (level / 255) ** 2.2;
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const yellow = 0.29275 * r + 0.70725 * g;
  return [
    255 * yellow ** (1 / 2.2),
    255 * yellow ** (1 / 2.2),
    255 * Math.max(0, -0.02234 * (r - g) + b) ** (1 / 2.2),
  ];
}

const PAPERS: [string, Paint][] = [
  ['light', [253, 252, 249]],
  ['dark', [21, 23, 26]],
];

describe.each(PAPERS)('the signed map on %s paper', (_, paper) => {
  it('has the paper’s colour at zero', () => {
    expect(over(diverging(0, 2), paper)).toEqual(paper);
  });

  it('grows away from the paper with the magnitude, on both sides', () => {
    for (const sign of [-1, 1]) {
      const distances = [0.2, 0.4, 0.6, 0.8, 1].map((share) =>
        Math.abs(luminance(over(diverging(sign * share, 1), paper)) - luminance(paper)),
      );
      expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    }
  });

  it.each([
    ['full colour vision', (paint: Paint) => paint],
    ['no red cones', protanope],
    ['no green cones', deuteranope],
  ])('tells the signs apart with %s', (_name, seen) => {
    const [pr, pg, pb] = seen(over(diverging(1, 1), paper));
    const [nr, ng, nb] = seen(over(diverging(-1, 1), paper));
    expect(Math.hypot(pr - nr, pg - ng, pb - nb)).toBeGreaterThan(100);
  });
});

it('the signed map stops at its scale', () => {
  expect(diverging(5, 1)).toEqual(diverging(1, 1));
  expect(diverging(NaN, 1)[3]).toBe(0);
});

it('the unsigned map becomes lighter all the way, so that it survives grey print', () => {
  const levels = Array.from({ length: 101 }, (_, i) => {
    const [red, green, blue] = sequential(i, 100);
    return luminance([red, green, blue]);
  });
  for (const [i, level] of levels.entries()) {
    if (i > 0) expect(level).toBeGreaterThan(levels[i - 1] ?? Infinity);
  }
});

it('grey levels go from black to white', () => {
  expect(grey(0, 1)).toEqual([0, 0, 0, 255]);
  expect(grey(1, 1)).toEqual([255, 255, 255, 255]);
});

it('a colour is written as CSS', () => {
  expect(cssColour([1, 2, 3, 128])).toBe('rgb(1 2 3 / 0.502)');
});
