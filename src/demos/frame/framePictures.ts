/** A first frame as it is served: plain JSON, and the pictures it had in it, by file name. */
export interface ServedFrame {
  data: unknown;
  pictures: ReadonlyMap<string, string>;
}

const PNG = 'data:image/png;base64,';

/**
 * Takes the pictures (data URIs from `imageUri`) out of a first frame and leaves their addresses,
 * so that the page need not carry them. A picture's name is where it stood: `maps.0`.
 * @throws Error for what JSON would change: NaN, infinities, typed arrays.
 */
export function takePictures(
  frame: unknown,
  addressOf: (name: string, uri: string) => string,
): ServedFrame {
  const pictures = new Map<string, string>();
  const taken = (value: unknown, place: string): unknown => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error(`"${place}" is ${value}, which JSON cannot say`);
    }
    if (ArrayBuffer.isView(value)) {
      throw new Error(
        `"${place}" is a typed array, which JSON cannot say; send an array or base64`,
      );
    }
    if (typeof value === 'string' && value.startsWith(PNG)) {
      pictures.set(place, value);
      return addressOf(place, value);
    }
    if (typeof value !== 'object' || value === null) return value;
    const below = (key: string) => (place === '' ? key : `${place}.${key}`);
    if (Array.isArray(value)) return value.map((entry, at) => taken(entry, below(String(at))));
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, taken(entry, below(key))]),
    );
  };
  // Through JSON, so that server and browser draw the same, to the last −0.
  const data: unknown = JSON.parse(JSON.stringify(taken(frame, '')));
  return { data, pictures };
}

/** The bytes of a PNG's data URI. */
export function pngBytes(uri: string): Buffer {
  return Buffer.from(uri.slice(PNG.length), 'base64');
}
