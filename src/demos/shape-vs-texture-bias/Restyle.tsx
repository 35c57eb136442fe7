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
import type restyle from '#numerics/tasks/shape-vs-texture-bias-restyle.ts';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ChoosePicture } from './ChoosePicture.tsx';
import type firstFrame from './Restyle.first.ts';
import { biasText, countedText } from './shownRun.ts';
import { restyleDefaults, restyleSchema } from './state.ts';

/** The content of one picture with the texture of another, made here and judged by several networks. */
export const Restyle = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet, judges } = first;
  const link = useDemoState('restyle', restyleSchema, restyleDefaults);
  const { state, update } = link;
  const { content, style, weight } = state;
  const task = useTask<typeof restyle>('shape-vs-texture-bias-restyle');
  const key = JSON.stringify(state);
  const untouched = key === JSON.stringify(restyleDefaults);
  const pictures = usePictures(sheet, link.ready && (!untouched || task.result !== null));
  const { pixels } = pictures;

  useEffect(() => {
    if (!pixels || !link.ready || (untouched && !task.result)) return;
    task.run({
      content: pictureAt(pixels, content),
      style: pictureAt(pixels, style),
      contentWeight: weight / 100,
      judges,
    });
  }, [pixels, key, link.ready]);

  const [firstContent, firstStyle, firstMixture] = first.drawn;
  const drawn = useMemo(
    () =>
      pixels && !untouched
        ? [content, style].map((i) => pixelsUri(pictureAt(pixels, i)))
        : [firstContent, firstStyle],
    [pixels, content, style, untouched],
  );
  const mixture = task.running
    ? (task.partial as Uint8ClampedArray | null)
    : (task.result?.pixels ?? null);
  const mixtureUri = useMemo(() => (mixture ? pixelsUri(mixture) : null), [mixture]);
  const verdicts = task.result?.verdicts ?? first.verdicts;
  const asked = task.resultOf ?? null;
  const isCurrent = asked ? !task.running : untouched;
  const shape = sheet.labels[content] ?? 0;
  const texture = sheet.labels[style] ?? 0;
  const cueOf = (answer: number) =>
    shape === texture
      ? 'no conflict'
      : answer === shape
        ? 'by shape'
        : answer === texture
          ? 'by texture'
          : 'by neither';
  const judged = verdicts.map(({ name, conflict }) => {
    const answer = conflict.indexOf(Math.max(...conflict));
    return {
      name,
      answer: classes[answer] ?? '',
      cue: cueOf(answer),
      surest: conflict[answer] ?? 0,
      shape: conflict[shape] ?? 0,
      texture: conflict[texture] ?? 0,
    };
  });
  const said = `Shape of a ${classes[shape] ?? ''}, texture of a ${classes[texture] ?? ''}: ${judged.map((one) => `${one.name} says ${one.answer}, ${one.cue}`).join('; ')}.`;

  return (
    <DemoFrame
      id="restyle"
      question="Shape of one photograph, texture of another: who says what?"
      caption={
        <>
          <p>
            <strong>Pick two pictures.</strong> Sixty steps, here, give the first the Gram matrices
            of the second. The features are those of <em>twin</em>, so that <em>base</em> judges a
            picture that it has not helped to make.
          </p>
          <p>
            Raise the weight of the content: the shape comes back, and the answers change with it.
            Which of them would you call <em>the</em> shape bias?
          </p>
          <p>The judges are fetched once, 0.3 MB each.</p>
        </>
      }
      link={link}
      tasks={[task]}
      showsTasks
      announce={isCurrent ? said : undefined}
      status="restyled with the features of twin; shape bias recorded over test images"
    >
      <div className="demo-row conflict-three">
        {[
          { src: drawn[0], name: `content: ${classes[shape] ?? ''}` },
          { src: drawn[1], name: `style: ${classes[texture] ?? ''}` },
          { src: mixtureUri ?? (untouched ? firstMixture : drawn[0]), name: 'the conflict' },
        ].map(({ src, name }) => (
          <figure key={name} className="demo-picture">
            <figcaption>{name}</figcaption>
            <PixelImage width={SIDE} height={SIDE} src={src} label={name} role="input" size={148} />
          </figure>
        ))}
      </div>
      <FrameTask task={task} consolation="The figure keeps its last result." />
      <PicturesMissing of={pictures} />
      <div className="demo-controls">
        <Slider
          label="weight of the content"
          symbol="λ"
          value={weight / 100}
          min={0}
          max={1}
          step={0.01}
          onChange={(value) => update({ weight: Math.round(100 * value) })}
        />
        <div className="demo-row">
          <ChoosePicture
            label="Content"
            sheet={sheet}
            classes={classes}
            value={content}
            onChange={(value) => update({ content: value })}
          />
          <ChoosePicture
            label="Style"
            sheet={sheet}
            classes={classes}
            value={style}
            onChange={(value) => update({ style: value })}
          />
        </div>
      </div>
      <div className="conflict-runs">
        <table>
          <caption>
            This conflict; on the right, {wholeText(first.conflicts)} conflicts of test images, λ =
            0.1
          </caption>
          <thead>
            <tr>
              <th scope="col">network</th>
              <th scope="col">says</th>
              <th scope="col">shape’s class</th>
              <th scope="col">texture’s class</th>
              <th scope="col">shape bias</th>
              <th scope="col">counted</th>
            </tr>
          </thead>
          <tbody>
            {judged.map((one) => {
              const found = first.recorded.find(({ name }) => name === one.name);
              return (
                <tr key={one.name}>
                  <th scope="row">{one.name}</th>
                  <td>
                    <strong>{one.answer}</strong>, {one.cue}
                  </td>
                  <td>{percent(one.shape)}</td>
                  <td>{percent(one.texture)}</td>
                  <td>{found ? biasText(found.decisions) : 'not recorded'}</td>
                  <td>{found ? countedText(found.decisions) : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
