import { SIDE } from '#demos/network/sheet.ts';
import { percent, inPlaces } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { ShownPicture } from './shownClimb.ts';

interface Props {
  name: string;
  picture: ShownPicture;
  target: number;
  classes: readonly string[];
  /** Whether the two others are heard, too. */
  judged: boolean;
  /** Whose score was climbed: its place among the judges. */
  maker: number;
}

const names = ['base', 'twin', 'robust'] as const;

/** One picture, what the judges give its class, and how much its neighbours differ. */
export function PictureTile({ name, picture, target, classes, judged, maker }: Props) {
  const { src, p, answers, levels } = picture;
  return (
    <figure className="demo-picture synthesis-tile">
      <figcaption>{name}</figcaption>
      <PixelImage
        width={SIDE}
        height={SIDE}
        src={src}
        label={`Picture made for the class ${classes[target] ?? ''}: ${name}`}
        role="input"
        size={208}
      />
      <ul className="synthesis-facts">
        {names.map((judge, i) => {
          const heard = judged || i === maker;
          const answer = answers[i] ?? target;
          return (
            <li key={judge} data-maker={i === maker ? '' : undefined}>
              {judge}: <strong>{heard ? percent(p[i] ?? Number.NaN) : '?'}</strong>
              {heard && answer !== target && ` (says ${classes[answer] ?? ''})`}
            </li>
          );
        })}
        <li>neighbours differ by {inPlaces(levels, 1)}</li>
      </ul>
    </figure>
  );
}
