import type { Sheet } from '#demos/network/sheet.ts';

/** For each picture of the gallery its place among the classes that the network has never seen; −1 for one it knows. */
export function heldOutLabels(
  { labels }: Pick<Sheet, 'labels'>,
  classes: readonly string[],
  heldOut: readonly string[],
): number[] {
  return labels.map((label) => heldOut.indexOf(classes[label] ?? ''));
}
