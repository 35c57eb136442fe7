import { equalise } from '#numerics/texture/equalise.ts';
import { shuffleBlocks } from '#numerics/texture/shuffleBlocks.ts';
import { allPatches, LAST, PATCH, patchAt, type Texture } from '#numerics/texture/textureSheet.ts';
import type { Cell } from '#ui/matrix.ts';
import { labels } from './patches.ts';
import type { ApartState } from './state.ts';

/** Where the first crop of every texture lies. */
export const FIRST = { row: LAST.row / 2, column: 0 } as const;

/** Which of all orders of the blocks is taken. */
const SEED = 1;

/** The first crop of a texture, and the second one, moved and cut into shuffled blocks. */
export function cropsOf(
  textures: readonly Texture[],
  { texture, row, column, block }: Pick<ApartState, 'texture' | 'row' | 'column' | 'block'>,
): { own: Float32Array; moved: Float32Array } {
  const of = textures[texture];
  if (!of) throw new Error(`Expected a texture below ${textures.length}, found ${texture}.`);
  const moved = equalise(patchAt(of, row, column));
  return {
    own: equalise(patchAt(of, FIRST.row, FIRST.column)),
    moved: shuffleBlocks(moved, block, SEED),
  };
}

/** The patches of all other textures. */
export function othersOf(textures: readonly Texture[], texture: number): Float32Array[] {
  return allPatches(textures)
    .filter((_, i) => labels[i] !== texture)
    .map(equalise);
}

/**
 * Where in a crop a press holds it, the press being so far from its first row and column: within the
 * crop just there, beside it in the middle, which is thus brought to the pointer.
 */
export function heldAt(press: Cell): Cell {
  const isWithin = [press.row, press.column].every((offset) => offset >= 0 && offset < PATCH);
  return isWithin ? press : { row: PATCH / 2, column: PATCH / 2 };
}
