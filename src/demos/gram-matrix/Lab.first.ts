import { href } from '#book/href.ts';
import { pictureFiles } from './pictureOfName.ts';
import { recordedRun } from './recorded.ts';
import { labDefaults, settingsOf } from './state.ts';
import type { ShownTransfer } from './shownTransfer.ts';

/** The recorded transfer with which the lab opens, its two pictures, and where the others are. */
export default function first() {
  const { history, layers, contentLoss, contentSize, ...more } = recordedRun('result');
  const { pixelCorrelation, featureCorrelation, step } = more;
  const shown: ShownTransfer = {
    layers,
    contentLoss,
    contentSize,
    pixelCorrelation,
    featureCorrelation,
    step,
    src: href('/images/gram-matrix/result.webp'),
    side: labDefaults.side,
    settings: settingsOf(labDefaults),
    content: history.map(({ content }, i) => [10 * i, content]),
    style: history.map(({ style }, i) => [10 * i, style]),
  };
  return Promise.resolve({
    shown,
    content: href('/images/gram-matrix/content.webp'),
    style: href('/images/gram-matrix/style.webp'),
    addresses: Object.fromEntries(
      Object.values(pictureFiles).map((file) => [file, href(file)]),
    ) as Record<string, string>,
  });
}
