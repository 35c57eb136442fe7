import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64 } from '#ui/base64.ts';
import { diverging, sequential } from '#ui/colourMaps.ts';
import { imageUri } from '#ui/imageUri.ts';
import { pngDataUri } from '#ui/png.ts';

/** The pixels of a PNG of 8-bit samples without row filters, read by another program's inflate. */
function decode(uri: string) {
  const bytes = Buffer.from(uri.slice('data:image/png;base64,'.length), 'base64');
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const raw = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const rowLength = raw.length / height - 1;
  const rows = Array.from({ length: height }, (_, row) => {
    const start = row * (rowLength + 1);
    expect(raw[start]).toBe(0);
    return [...raw.subarray(start + 1, start + 1 + rowLength)];
  });
  return { width, height, rows, palette: chunks.get('PLTE'), alphas: chunks.get('tRNS') };
}

describe('a PNG', () => {
  it('holds the samples it was given, at every size', () => {
    const image = fc.record({
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(image, ({ width, height, seed }) => {
        const samples = Uint8Array.from(
          { length: width * height },
          (_, i) => (i * 31 + seed) & 255,
        );
        const read = decode(pngDataUri(width, height, samples, { kind: 'grey' }));
        expect(read.rows.flat()).toEqual([...samples]);
        expect([read.width, read.height]).toEqual([width, height]);
      }),
    );
  });

  it('spans several blocks when it is larger than 64 KiB', () => {
    const samples = Uint8Array.from({ length: 300 * 300 }, (_, i) => i % 251);
    expect(decode(pngDataUri(300, 300, samples, { kind: 'grey' })).rows.flat()).toEqual([
      ...samples,
    ]);
  });

  it('refuses samples that do not fill it', () => {
    expect(() => pngDataUri(2, 2, new Uint8Array(5), { kind: 'grey' })).toThrow(
      /needs 4 samples; got 5/,
    );
  });
});

describe('an image of numbers', () => {
  it('shows a photograph’s red, green and blue', () => {
    const pixels = [0, 0.5, 1, 1, 0, 2];
    expect(decode(imageUri({ width: 2, height: 1, kind: 'rgb', pixels })).rows).toEqual([
      [0, 128, 255, 255, 0, 255],
    ]);
  });

  it('shows signed numbers by the signed map, zero transparent', () => {
    const { rows, palette, alphas } = decode(
      imageUri({ width: 3, height: 1, kind: 'signed', pixels: [-4, 0, 2], scale: 4 }),
    );
    const [negative = -1, zero = -1, half = -1] = rows[0] ?? [];
    expect([negative, zero]).toEqual([0, 127]);
    expect(alphas?.[zero]).toBe(0);
    const [red, green, blue, alpha] = diverging(2, 4);
    expect([...(palette?.subarray(3 * half, 3 * half + 3) ?? [])]).toEqual([red, green, blue]);
    expect(Math.abs((alphas?.[half] ?? 0) - alpha)).toBeLessThanOrEqual(1);
  });

  it('shows unsigned numbers by the unsigned map, up to the largest', () => {
    const { rows, palette } = decode(
      imageUri({ width: 2, height: 1, kind: 'unsigned', pixels: [0, 7] }),
    );
    expect(rows).toEqual([[0, 254]]);
    expect([...(palette?.subarray(3 * 254, 3 * 255) ?? [])]).toEqual(sequential(1, 1).slice(0, 3));
  });

  it('leaves blank what is not known of an unsigned map', () => {
    const image = { width: 2, height: 1, kind: 'unsigned' as const, pixels: [NaN, 0] };
    const { rows, alphas } = decode(imageUri(image));
    expect(rows).toEqual([[255, 0]]);
    expect([alphas?.[255], alphas?.[0]]).toEqual([0, 255]);
  });

  it('draws what is no number of a signed map as zero', () => {
    const image = { width: 2, height: 1, kind: 'signed' as const, pixels: [NaN, 1] };
    expect(decode(imageUri(image)).rows).toEqual([[127, 254]]);
  });
});

it('base64 is the platform’s base64', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});
