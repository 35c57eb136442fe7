import { useEffect, useMemo } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { TestImage } from '#demos/network/TestImage.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { useShownPicture } from '#demos/network/useShownPicture.ts';
import type grain from '#numerics/tasks/backprop-visualization-limits-grain.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { drawGrain } from './drawGrain.ts';
import type firstFrame from './Grain.first.ts';
import { grainDefaults, grainSchema, networkOptions, sides } from './state.ts';

const sideOptions = sides.map((value) => ({
  value,
  label: value === 1 ? 'pixels' : `${value}×${value}`,
}));

/** A signed map over squares, and the map of nearly the same picture: do neighbours agree? */
export const Grain = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { sheet } = first;
  const link = useDemoState('grain', grainSchema, grainDefaults);
  const { state, update } = link;
  const { image, network, shake, side, seed } = state;
  const isFirst =
    image === grainDefaults.image &&
    network === grainDefaults.network &&
    shake === grainDefaults.shake &&
    side === grainDefaults.side &&
    seed === grainDefaults.seed;
  const task = useTask<typeof grain>('backprop-visualization-limits-grain');
  const { result } = task;
  const picture = useShownPicture(
    { ...first, image: grainDefaults.image },
    image,
    link.ready && !isFirst,
  );
  const { pixels, label, name, src } = picture;
  useEffect(() => {
    if (pixels) task.run({ pixels, index: label, network, shake, seed });
  }, [pixels, network, shake, seed]);
  const drawn = useMemo(
    () => (result ? drawGrain(result, side, seed) : first.drawn),
    [result, side],
  );
  const percent = (share: number) => `${formatNumber(100 * share, share < 0.1 ? 2 : 3)} %`;
  const [before, after] = drawn.scores;
  const signs = `Noise of ${shake} grey ${shake === 1 ? 'level' : 'levels'} takes the score of ${name} from ${formatNumber(before)} to ${formatNumber(after)} and switches ${percent(drawn.switched)} of the ReLUs; ${percent(drawn.signs)} of the pixels keep their sign.`;
  const squares =
    side === 1
      ? `${percent(drawn.neighbours)} of the pixels have the sign of the one to their right.`
      : `Added up over squares of ${side}×${side}, ${percent(drawn.left)} of the map is left; of the same numbers in random places ${percent(drawn.leftAtRandom)}.`;
  return (
    <DemoFrame
      id="grain"
      question="Is the grain in the method or in the network?"
      caption={
        <>
          <p>
            Left and right are gradients of the same score, at the picture and at the picture with
            noise that you could not see. Shake it more.
          </p>
          <p>
            Average over squares: what has one sign stays, what alternates goes. Then take the
            network that was trained on attacked pictures. The method is the same.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={`${signs} ${squares}`}
      status={`${networkStatus(network, first.accuracy[network])}; both maps on the left one’s scale`}
      controls={
        <>
          <Choice
            label="Network"
            options={networkOptions}
            value={network}
            onChange={(value) => update({ network: value })}
          />
          <Slider
            label="noise, in grey levels"
            symbol="σ"
            value={shake}
            min={0}
            max={16}
            role="input"
            onChange={(value) => update({ shake: value })}
          />
          <Choice
            label="Averaged over"
            role="upstream"
            options={sideOptions}
            value={side}
            onChange={(value) => update({ side: value })}
          />
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ image: value })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={999}
            onChange={(value) => update({ seed: value })}
          />
        </>
      }
    >
      <div className="map-tiles" aria-busy={task.running}>
        <MapTile name="Gradient here" map={drawn.still} unit="per grey level" size={148} />
        <MapTile
          name={`Gradient, shaken by ${shake}`}
          map={drawn.shaken}
          unit="per grey level"
          size={148}
        />
        <TestImage name={name} src={src} />
      </div>
      <PicturesMissing of={picture} />
      <div className="demo-sum">
        <p>{squares}</p>
        <p>{signs}</p>
      </div>
    </DemoFrame>
  );
});
