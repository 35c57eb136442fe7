import { CLASSES, SIDE } from '#numerics/domains/scene.ts';
import { styles, type Style } from '#numerics/domains/styles.ts';
import { domainStudy } from '#numerics/domains/study.ts';
import { percent } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { styleNames } from './names.ts';

interface Props {
  /** Addresses of the pictures, a strip for each style. */
  strips: readonly string[];
  /** What is trained on next. */
  chosen: readonly Style[];
  onToggle: (style: Style) => void;
  /** What the network of the bars was trained on, and its right answers; none before the first part. */
  trained: readonly Style[];
  test: readonly number[];
}

/** A row for each style: whether it is trained on, six of its pictures, and how it went. */
export function StyleRows({ strips, chosen, onToggle, trained, test }: Props) {
  return (
    <ul className="domain-rows">
      {styles.map((style, s) => {
        const right = test[s];
        const share = right === undefined ? null : right / domainStudy.test;
        const isSeen = trained.includes(style);
        return (
          <li key={style}>
            <Toggle
              label={styleNames[style]}
              checked={chosen.includes(style)}
              onChange={() => onToggle(style)}
            />
            <PixelImage
              width={CLASSES * SIDE}
              height={SIDE}
              src={strips[s]}
              label={`A disc, a square, a triangle, a cross, a bar and a crescent: ${styleNames[style]}`}
              role="input"
              size={192}
            />
            <span className="domain-bar" data-seen={isSeen}>
              <span style={{ width: `${100 * (share ?? 0)}%` }} />
            </span>
            <span className="domain-share">
              {share === null ? '…' : percent(share)} <small>{isSeen ? 'seen' : 'unseen'}</small>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
