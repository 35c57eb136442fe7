import { PictureChoice } from '#demos/network/PictureChoice.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import type { Sheet } from '#demos/network/sheet.ts';
import type { PictureSet } from '#demos/network/state.ts';
import { Choice } from '#ui/Choice.tsx';
import { tileCounts } from './state.ts';
import type { ReaderPicture } from './useReaderPicture.ts';

interface Props {
  picture: ReaderPicture;
  sheets: Readonly<Record<PictureSet, Sheet>>;
  classes: readonly string[];
  /** Whether the demo is alive; before that nobody needs the sheets. */
  live: boolean;
}

const counts = tileCounts.map((count) => ({
  value: count,
  label: { 1: 'one picture', 2: 'two side by side', 4: 'two rows of two' }[count],
}));

/** Which picture, of where, how many in a mosaic, and whether it is painted on. */
export function ReaderPictureChoice({ picture, sheets, classes, live }: Props) {
  const { source, numbers, active, tiles, choose } = picture;
  const fromSheet = source === 'teaching' || source === 'gallery';
  return (
    <>
      {fromSheet && (
        <div className="network-choice">
          <Choice
            label="Mosaic"
            role="input"
            options={counts}
            value={numbers.length}
            onChange={choose.count}
          />
          {numbers.length > 1 && (
            <Choice
              label="Replace picture"
              role="input"
              options={tiles.map(({ label }, i) => ({
                value: i,
                label: `${i + 1} ${classes[label ?? -1] ?? ''}`,
              }))}
              value={active}
              onChange={choose.active}
            />
          )}
        </div>
      )}
      <PictureChoice
        sheets={sheets}
        classes={classes}
        source={source}
        image={numbers[active] ?? 0}
        painting={picture.painting}
        paintable={numbers.length === 1}
        live={live}
        onSource={choose.source}
        onImage={choose.picture}
        onOwn={choose.own}
        onPainting={choose.painting}
      />
      <PicturesMissing of={picture} />
    </>
  );
}
