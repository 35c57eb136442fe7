import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type shuffle from '#numerics/tasks/shape-vs-texture-bias-shuffle.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ChoosePicture } from './ChoosePicture.tsx';
import type firstFrame from './Shuffle.first.ts';
import { shuffleDefaults, shuffleSchema } from './state.ts';

/** Cut a picture into tiles, shuffle them, and ask the network and the bag again. */
export const Shuffle = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet, networks } = first;
  const link = useDemoState('tiles', shuffleSchema, shuffleDefaults);
  const { state, update } = link;
  const { picture, tiles, seed } = state;
  const network = networks.some(({ name }) => name === state.network) ? state.network : 'base';
  const task = useTask<typeof shuffle>('shape-vs-texture-bias-shuffle');
  const key = JSON.stringify(state);
  const untouched = key === JSON.stringify(shuffleDefaults);
  const pictures = usePictures(sheet, link.ready && (!untouched || task.result !== null));
  const { pixels } = pictures;

  useEffect(() => {
    if (!pixels || !link.ready || (untouched && !task.result)) return;
    task.run({ pixels: pictureAt(pixels, picture), tiles, seed, network });
  }, [pixels, key, link.ready]);

  const { result, resultOf } = task;
  const drawn = useMemo(
    () =>
      result && resultOf ? [pixelsUri(resultOf.pixels), pixelsUri(result.pixels)] : first.drawn,
    [result],
  );
  const { before, after } = result ?? first.opinions;
  const answer = (chances: readonly number[]) => {
    const best = chances.indexOf(Math.max(...chances));
    return `${classes[best] ?? ''}, ${percent(chances[best] ?? 0)}`;
  };
  const count = `${tiles}×${tiles}`;
  const said = `${count} tiles: ${network} says ${answer(before.network)} before and ${answer(after.network)} after; as a bag ${answer(before.bag)} both times.`;

  return (
    <DemoFrame
      id="tiles"
      question="Cut the picture into tiles and shuffle them: who notices?"
      caption={
        <>
          <p>
            <strong>The bag</strong> is the same network, shown each tile alone, its logits
            averaged. It cannot tell one order from another, and its number does not move.
          </p>
          <p>
            Below: right answers to all 10,000 test images, shuffled, and those of the bag to 500.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      showsTasks
      announce={said}
      status={`network: ${network}`}
      controls={
        <>
          <Choice
            label="Tiles"
            options={[1, 2, 4, 8].map((t) => ({ value: t, label: `${t}×${t}` }))}
            value={tiles}
            onChange={(value) => update({ tiles: value as typeof tiles })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
          <Choice
            label="Network"
            options={networks.map(({ name }) => ({ value: name, label: name }))}
            value={network}
            onChange={(value) => update({ network: value })}
          />
          <ChoosePicture
            label="Picture"
            sheet={sheet}
            classes={classes}
            value={picture}
            onChange={(value) => update({ picture: value })}
          />
        </>
      }
    >
      <div className="demo-row">
        {['before', `${count} tiles, shuffled`].map((name, i) => (
          <figure key={i} className="demo-picture">
            <figcaption>{name}</figcaption>
            <PixelImage
              width={SIDE}
              height={SIDE}
              src={drawn[i]}
              label={name}
              role="input"
              size={148}
            />
          </figure>
        ))}
      </div>
      <FrameTask task={task} consolation="The figure keeps its last result." />
      <PicturesMissing of={pictures} />
      <div className="conflict-runs">
        <table>
          <caption>What {network} says of this picture</caption>
          <thead>
            <tr>
              <th scope="col">who</th>
              <th scope="col">before</th>
              <th scope="col">after</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">the network</th>
              <td>{answer(before.network)}</td>
              <td>{answer(after.network)}</td>
            </tr>
            <tr>
              <th scope="row">as a bag of {count} tiles</th>
              <td>{answer(before.bag)}</td>
              <td>{answer(after.bag)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <div className="conflict-runs">
        <table>
          <caption>Right, %: shuffled, and in brackets as a bag</caption>
          <thead>
            <tr>
              <th scope="col">network</th>
              {[1, 2, 4, 8].map((t) => (
                <th key={t} scope="col">
                  {t === 1 ? 'whole' : `${t}×${t}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {networks.map(({ name, tilings }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {tilings.map(({ tiles: t, shuffled, bag }) => (
                  <td key={t}>
                    {Math.round(100 * shuffled)}
                    {t > 1 && ` (${Math.round(100 * bag)})`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
