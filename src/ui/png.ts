import { base64 } from './base64.ts';

/** What the samples of a PNG mean: one grey level, one palette index, or red, green and blue. */
export type PngSamples =
  | { kind: 'grey' }
  | { kind: 'rgb' }
  | { kind: 'palette'; colours: readonly (readonly [number, number, number, number])[] };

/**
 * A PNG data URI of 8-bit samples, row by row. Nothing is compressed (stored deflate blocks): the
 * pages themselves are sent compressed, and this way the same few lines run on server and client.
 * @throws RangeError if the number of samples does not fit the size.
 */
export function pngDataUri(
  width: number,
  height: number,
  samples: Uint8Array,
  meaning: PngSamples,
): string {
  const perPixel = meaning.kind === 'rgb' ? 3 : 1;
  const rowLength = width * perPixel;
  if (samples.length !== rowLength * height) {
    throw new RangeError(
      `A ${width}×${height} image of ${perPixel} samples a pixel needs ${rowLength * height} samples; got ${samples.length}.`,
    );
  }
  const colourType = { grey: 0, rgb: 2, palette: 3 }[meaning.kind];
  const header = [...word(width), ...word(height), 8, colourType, 0, 0, 0];
  const raw = new Uint8Array((rowLength + 1) * height);
  for (let row = 0; row < height; row++) {
    raw.set(samples.subarray(row * rowLength, (row + 1) * rowLength), row * (rowLength + 1) + 1);
  }
  const palette =
    meaning.kind === 'palette'
      ? [
          ...chunk('PLTE', Uint8Array.from(meaning.colours.flatMap(([r, g, b]) => [r, g, b]))),
          ...chunk('tRNS', Uint8Array.from(meaning.colours.map(([, , , alpha]) => alpha))),
        ]
      : [];
  return `data:image/png;base64,${base64(
    join([
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      ...chunk('IHDR', Uint8Array.from(header)),
      ...palette,
      ...chunk('IDAT', zlibStored(raw)),
      ...chunk('IEND', new Uint8Array()),
    ]),
  )}`;
}

function word(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array[] {
  const named = join([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  return [Uint8Array.from(word(data.length)), named, Uint8Array.from(word(crc32(named)))];
}

const LARGEST_BLOCK = 65535;

function zlibStored(raw: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let start = 0; start === 0 || start < raw.length; start += LARGEST_BLOCK) {
    const block = raw.subarray(start, start + LARGEST_BLOCK);
    const last = start + LARGEST_BLOCK >= raw.length ? 1 : 0;
    const { length } = block;
    parts.push(
      Uint8Array.of(last, length & 255, length >>> 8, ~length & 255, (~length >>> 8) & 255),
      block,
    );
  }
  parts.push(Uint8Array.from(word(adler32(raw))));
  return join(parts);
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
