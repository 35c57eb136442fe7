import { percent } from '#ui/formatNumber.ts';

/** What a demo says of the network it runs: its name, and its accuracy on all test images. */
export function networkStatus(name: string, accuracy: number): string {
  return `network: ${name}, ${percent(accuracy, 1)} of test images right`;
}
