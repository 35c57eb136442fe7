import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';

/** The pictures that stacks are measured on; what the figure opens with needs no computing. */
export default function first() {
  return Promise.resolve({
    sheet: shippedSheet('teaching', shippedNetwork('base').manifest.classes),
  });
}
