import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import marks from '#numerics/tasks/texture-similarity-marks.ts';
import { prerender } from '#runtime/prerender.ts';
import { board, crossesOf, marksDefaults } from './state.ts';

/** Crosses and rings in turn, and the same in two halves. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { marks: text, pitch } = marksDefaults;
  const rows = await prerender(marks, { a: crossesOf(board), b: crossesOf(text), pitch });
  if (!rows) throw new Error('Nobody cancels a build.');
  return { accuracy: manifest.accuracy.afterQuantisation, rows };
}
