import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { recordedCounts } from './recordedCounts.ts';

/** What was recorded on many pictures: shares of them that one pixel fools. */
export default function first() {
  const { classes } = shippedNetwork('base').manifest;
  const { pictures, networks } = recordedCounts;
  const rows = networks.map(({ name, right, fooled }) => ({ name, right, fooled }));
  return Promise.resolve({ sheet: shippedSheet('gallery', classes), pictures, rows });
}
