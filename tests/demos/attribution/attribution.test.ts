import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { benchDefaults, benchLink, benchSchema, requestsOf } from '#demos/attribution/bench.ts';
import { drawMap, drawOverlay } from '#demos/attribution/drawMap.ts';
import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { mosaicOf, mosaicSize, tileBoxes } from '#demos/attribution/mosaic.ts';
import { whereStrongest, whereText } from '#demos/attribution/whereStrongest.ts';
import { decodeState } from '#demos/frame/stateLink.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { methodIds } from '#numerics/attribution/methods.ts';

const { manifest } = shippedNetwork('base');
const schema = benchSchema(manifest.layers.map(layerShape), manifest.classes.length);

describe('a link to the bench', () => {
  const decoded = (address: string) =>
    decodeState(new URL(address, 'http://book/').searchParams.get('bench'), schema, benchDefaults);

  it('without a state is the address of the bench', () => {
    expect(benchLink({})).toMatch(/\/chapters\/visualization-methods\/#bench$/);
  });

  it('brings the state that it was made of', () => {
    const state = {
      ...benchDefaults,
      set: 'gallery' as const,
      tiles: [3, 400],
      target: { kind: 'unit', layer: 'conv5', channel: 7, row: 1, column: 2 } as const,
      methods: [...methodIds],
      randomised: 3,
      layer: 'conv3',
    };
    const { state: found, notice } = decoded(benchLink(state));
    expect(notice).toBeNull();
    expect(found).toEqual(state);
  });

  it('is met by every link that a chapter has to it', () => {
    const links = readdirSync('content/chapters').flatMap(
      (id) =>
        readFileSync(`content/chapters/${id}/index.mdx`, 'utf8').match(
          /\/chapters\/[\w-]+\/\?bench=[^)\s"]+/g,
        ) ?? [],
    );
    expect(links.length).toBeGreaterThan(0);
    for (const address of links) expect(decoded(address).notice, address).toBeNull();
  });

  const accepts = (change: object) => schema.safeParse({ ...benchDefaults, ...change }).success;

  it('is refused for what there is not', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ tiles: [1, 2, 3] })).toBe(false);
    expect(accepts({ tiles: [24] })).toBe(false);
    expect(accepts({ set: 'canvas', tiles: [0, 0] })).toBe(false);
    expect(accepts({ methods: ['gradient', 'gradient'] })).toBe(false);
    expect(accepts({ methods: ['tea leaves'] })).toBe(false);
    expect(accepts({ layer: 'average' })).toBe(false);
    expect(accepts({ layer: 'pool2' })).toBe(true);
    expect(accepts({ target: { kind: 'class', index: 10, as: 'score' } })).toBe(false);
    expect(accepts({ target: { kind: 'channel', layer: 'conv3', channel: 64 } })).toBe(false);
    expect(accepts({ randomised: 7 })).toBe(false);
  });

  it('asks each method with the options that the reader sets', () => {
    const requests = requestsOf({ ...benchDefaults, methods: ['gradCam', 'occlusion'], square: 6 });
    expect(requests).toEqual([
      { id: 'gradCam' },
      { id: 'occlusion', options: { size: 6, stride: 3 } },
    ]);
  });
});

describe('a mosaic', () => {
  it.each([1, 2, 4])('of %i shows every picture in its box', (count) => {
    const pictures = Array.from({ length: count }, (_, i) =>
      new Uint8Array(SIDE * SIDE * 3).fill(10 * (i + 1)),
    );
    const { width, height } = mosaicSize(count);
    const pixels = mosaicOf(pictures);
    expect(pixels).toHaveLength(width * height * 3);
    tileBoxes(count).forEach((box, i) => {
      const corner = (row: number, column: number) => pixels[3 * (row * width + column)];
      expect(corner(box.row, box.column)).toBe(10 * (i + 1));
      expect(corner(box.row + SIDE - 1, box.column + SIDE - 1)).toBe(10 * (i + 1));
    });
  });

  it('is there at build time', async () => {
    const found = await firstPicture({ set: 'teaching', tiles: [7, 20] }, manifest.classes);
    expect([found.width, found.height]).toEqual([64, 32]);
    expect(found.pixels).toHaveLength(64 * 32 * 3);
  });
});

describe('what is said of a map', () => {
  const spot = new Float32Array(81);
  spot[8] = -3;

  it('is where its magnitudes are largest, and how few places hold half of them', () => {
    expect(whereStrongest(spot, [9, 9])).toEqual({
      place: 'the upper right',
      share: 1,
      half: 1 / 81,
    });
    expect(whereText(whereStrongest(spot, [9, 9]))).toContain('Strongest in the upper right');
    expect(whereText(whereStrongest(new Float32Array(9), [3, 3]))).toBe('It is zero everywhere.');
    const even = whereStrongest(new Float32Array(64).fill(1), [8, 8]);
    expect(even?.half).toBe(0.5);
  });

  it('goes with its scale, which is its largest magnitude', () => {
    const map = { values: spot, height: 9, width: 9, signed: true };
    expect(drawMap(map)).toMatchObject({ width: 9, height: 9, scale: 3, signed: true });
    expect(drawMap({ ...map, values: new Float32Array(81) }).scale).toBe(1);
  });

  it('over a picture has the picture’s size, and the map’s own scale', () => {
    const coarse = { values: [0, 2, 0, 0], height: 2, width: 2, signed: false };
    const onImage = new Float32Array(16).fill(1);
    const ground = { pixels: new Uint8Array(48), height: 4, width: 4 };
    const drawn = drawOverlay({ ...coarse, onImage }, ground);
    expect(drawn).toMatchObject({ width: 4, height: 4, scale: 2 });
    expect(drawn.where).toContain('upper right');
  });
});
