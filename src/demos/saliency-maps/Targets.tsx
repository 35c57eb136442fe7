import { useEffect, useMemo } from 'react';
import { ClassChoice } from '#demos/attribution/ClassChoice.tsx';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { TestImage } from '#demos/network/TestImage.tsx';
import { useShownPicture } from '#demos/network/useShownPicture.ts';
import type targets from '#numerics/tasks/saliency-maps-targets.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { drawTargets, type DrawnTarget } from './drawTargets.ts';
import { targetsDefaults, targetsSchema } from './state.ts';
import type firstFrame from './Targets.first.ts';

const names: Partial<Record<DrawnTarget['as'], string>> = {
  score: 'Score S',
  loss: 'Loss −log p',
  probability: 'Probability p',
};

const scales = [
  { value: 'score', label: 'one for all' },
  { value: 'own', label: 'each its own' },
] as const;

/** One picture, one class, three numbers of it: whose gradient makes the map? */
export const Targets = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet } = first;
  const link = useDemoState('targets', targetsSchema, targetsDefaults);
  const { state, update } = link;
  const { image, index, scale } = state;
  const isFirst =
    image === targetsDefaults.image &&
    index === targetsDefaults.index &&
    scale === targetsDefaults.scale;
  const task = useTask<typeof targets>('saliency-maps-targets');
  const { result } = task;
  const picture = useShownPicture(
    { ...first, image: targetsDefaults.image },
    image,
    link.ready && !isFirst,
  );
  const { pixels, name, src } = picture;
  useEffect(() => {
    if (pixels) task.run({ pixels, index });
  }, [pixels, index]);
  const drawn = useMemo(
    () => (result ? drawTargets(result, SIDE, scale) : first.drawn),
    [result, scale],
  );
  const { probabilities, answer } = result ?? first;
  const [score, loss] = drawn;
  const ratio = (loss?.largest ?? 0) / (score?.largest || 1);
  const said = `p of ${classes[index] ?? ''} is ${shareText(probabilities[index] ?? 0)}; the loss’s largest slope is ${formatNumber(ratio, 2)} times the score’s, and the rank correlation of the two maps is ${formatNumber(loss?.rank ?? 0, 2)}.${
    index === answer
      ? ''
      : ` With the map of ${classes[answer] ?? ''}’s score, the network’s answer, the loss’s has ${formatNumber(loss?.rankWithAnswer ?? 0, 2)}, and the score’s ${formatNumber(score?.rankWithAnswer ?? 0, 2)}.`
  }`;
  return (
    <DemoFrame
      id="targets"
      question="Whose gradient: the score’s, the loss’s, or the probability’s?"
      caption={
        <>
          <p>
            Go through the pictures and keep an eye on the loss. On one scale you see how strong
            each map is; give each its own, and you see its shape.
          </p>
          <p>
            Then ask about a class that the network does not believe in: whose map is the loss’s
            like?
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={said}
      status={`${networkStatus('base', first.accuracy)}; largest magnitude of three colours`}
      controls={
        <>
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ image: value, index: sheet.labels[value] ?? 0 })}
          />
          <Choice
            label="Scale"
            role="upstream"
            options={scales}
            value={scale}
            onChange={(value) => update({ scale: value })}
          />
          <ClassChoice
            label="Class that is asked about"
            classes={classes}
            probabilities={probabilities}
            value={index}
            onChange={(value) => update({ index: value })}
          />
        </>
      }
    >
      <div className="map-tiles">
        <TestImage name={name} src={src} />
        {drawn.map(({ as, map, largest, rank }) => (
          <MapTile key={as} name={names[as]} map={map} size={148}>
            <p className="map-facts">
              largest {formatNumber(largest, 3)}
              {as !== 'score' && <>; ρ with the score’s map {formatNumber(rank, 2)}</>}
            </p>
          </MapTile>
        ))}
      </div>
      <PicturesMissing of={picture} />
      <p className="demo-sum">{said}</p>
    </DemoFrame>
  );
});

/** p with as many digits as tell it from 1. */
function shareText(p: number): string {
  return p > 0.999 ? `1 − ${formatNumber(1 - p, 2)}` : formatNumber(p, 3);
}
