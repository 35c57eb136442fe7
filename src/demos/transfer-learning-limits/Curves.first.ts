import { href } from '#book/href.ts';
import { recordedTransfer } from './recorded.ts';
import { cellsOf } from './summary.ts';

/** Everything that was recorded, over the seeds, and where the small pictures of both targets are. */
export default function first() {
  const { setting, runs } = recordedTransfer();
  return Promise.resolve({
    pictures: href('/images/transfer-learning-limits/targets.webp'),
    cells: cellsOf(runs, setting.curveImages),
    testImages: setting.testImages,
  });
}
