/** The textures of `public/images/textures.png`, in its order; `training/textures.py` cut them. */
export const textureNames = [
  'grass',
  'gravel',
  'brick',
  'wood',
  'galaxies',
  'boards',
  'stubble',
  'rock',
] as const;

/** A grey texture, large enough for several patches: 0 to 255, row by row. */
export interface Texture {
  height: number;
  width: number;
  values: Float32Array;
}

/** Rows and columns of one texture in the sheet, and textures side by side. */
const [HEIGHT, WIDTH, COLUMNS] = [96, 144, 2];

/** Side of a square patch, in pixels. */
export const PATCH = 48;
/** Patches that a texture is cut into without overlap, and those side by side. */
export const PATCHES = (HEIGHT / PATCH) * (WIDTH / PATCH);
export const PATCH_COLUMNS = WIDTH / PATCH;
/** The last row and column at which a patch can begin. */
export const LAST = { row: HEIGHT - PATCH, column: WIDTH - PATCH } as const;

/** The textures of the sheet, of which `perPixel` numbers a pixel are given; the first is its grey. */
export function texturesOf(sheet: ArrayLike<number>, perPixel: number): Texture[] {
  const rows = Math.ceil(textureNames.length / COLUMNS);
  const expected = rows * HEIGHT * COLUMNS * WIDTH * perPixel;
  if (sheet.length !== expected) {
    throw new Error(`Expected a sheet of ${expected} numbers, found ${sheet.length}.`);
  }
  return textureNames.map((_, i) => {
    const [top, left] = [Math.floor(i / COLUMNS) * HEIGHT, (i % COLUMNS) * WIDTH];
    const values = Float32Array.from({ length: HEIGHT * WIDTH }, (_, at) => {
      const [row, column] = [top + Math.floor(at / WIDTH), left + (at % WIDTH)];
      return sheet[(row * COLUMNS * WIDTH + column) * perPixel] ?? 0;
    });
    return { height: HEIGHT, width: WIDTH, values };
  });
}

/** The square patch of a texture that begins at this row and column. Throws when it sticks out. */
export function patchAt({ height, width, values }: Texture, row: number, column: number) {
  if (row < 0 || column < 0 || row + PATCH > height || column + PATCH > width) {
    throw new Error(`Expected a patch within ${height}×${width}, found one at ${row}, ${column}.`);
  }
  return Float32Array.from({ length: PATCH * PATCH }, (_, at) => {
    const [y, x] = [row + Math.floor(at / PATCH), column + (at % PATCH)];
    return values[y * width + x] ?? 0;
  });
}

/** Where patch `number` of a texture begins. */
export function placeOfPatch(number: number): { row: number; column: number } {
  return {
    row: Math.floor(number / PATCH_COLUMNS) * PATCH,
    column: (number % PATCH_COLUMNS) * PATCH,
  };
}

/** All patches: those of the first texture, then those of the second, … */
export function allPatches(textures: readonly Texture[]): Float32Array[] {
  return textures.flatMap((texture) =>
    Array.from({ length: PATCHES }, (_, number) => {
      const { row, column } = placeOfPatch(number);
      return patchAt(texture, row, column);
    }),
  );
}
