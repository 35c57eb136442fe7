import type { FirstGallery } from './firstGallery.ts';

/** What is known of the gallery's pictures: by the network, and by us alone. */
export interface Target {
  /** Source class of each picture; −1 for the held-out ones. */
  known: number[];
  /** The held-out pictures' numbers in the gallery. */
  numbers: number[];
  /** Their true classes, from 0, and the names of those. */
  classes: number[];
  names: string[];
}

/** The held-out classes of the gallery. */
export function targetOf({ sheet, classes, known }: FirstGallery): Target {
  const ofNetwork = sheet.labels.map((label) => known.indexOf(classes[label] ?? ''));
  const numbers = [...ofNetwork.keys()].filter((i) => (ofNetwork[i] ?? -1) < 0);
  const labels = numbers.map((i) => sheet.labels[i] ?? 0);
  const held = [...new Set(labels)].sort((a, b) => a - b);
  return {
    known: ofNetwork,
    numbers,
    classes: labels.map((label) => held.indexOf(label)),
    names: held.map((label) => classes[label] ?? ''),
  };
}
