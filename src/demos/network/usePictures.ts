import { loadSheet } from './loadSheet.ts';
import type { Sheet } from './sheet.ts';
import { useFetched, type Fetched } from './useFetched.ts';

/** Pictures that have to be fetched. */
export interface FetchedPictures extends Omit<Fetched<Uint8Array>, 'value'> {
  /** null before they are there. */
  pixels: Uint8Array | null;
}

/** The pixels of all pictures of a sheet; nothing is fetched before they are wanted. */
export function usePictures(sheet: Sheet, wanted: boolean): FetchedPictures {
  const { value, ...rest } = useFetched(sheet.src, wanted, () => loadSheet(sheet));
  return { pixels: value, ...rest };
}
