import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type { ReluRule } from '#numerics/network/layers/relu.ts';
import { ruleNames } from '#numerics/reluRules.ts';
import type classesTask from '#numerics/tasks/deconvnet-classes.ts';
import { Choice } from '#ui/Choice.tsx';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Classes.first.ts';
import { drawClasses } from './drawClasses.ts';
import { SignalTile } from './SignalTile.tsx';
import { classesDefaults, classesSchema, type ClassesState } from './state.ts';
import { twoDigits } from './twoDigits.ts';

/** Where the signals are compared, on their way down. */
const stops = ['conv5', 'conv4', 'conv3', 'conv2', 'conv1', 'image'];

const roles = { gradient: 'upstream', deconvnet: 'prediction', guided: 'output' } as const;

/** One picture, two questions, three rules: how soon is it the same signal? */
export const Classes = withFirstFrame<typeof firstFrame>(({ first: frame }) => {
  const { classes, sheet } = frame;
  const link = useDemoState('classes', classesSchema, classesDefaults);
  const { state, update } = link;
  const { image, first, second, switches } = state;
  const isFirst = (Object.keys(classesDefaults) as (keyof ClassesState)[]).every(
    (key) => state[key] === classesDefaults[key],
  );
  const task = useTask<typeof classesTask>('deconvnet-classes');
  const { result } = task;
  const teaching = usePictures(sheet, link.ready && !isFirst);
  const { pixels } = teaching;
  useEffect(() => {
    if (!pixels) return;
    task.run({ pixels: pictureAt(pixels, image), classes: [first, second], switches });
  }, [pixels, image, first, second, switches]);
  const drawn = useMemo(() => (result ? drawClasses(result) : frame.drawn), [result]);
  const src = useMemo(
    () => (pixels ? pixelsUri(pictureAt(pixels, image)) : frame.src),
    [pixels, image],
  );
  const label = classes[sheet.labels[pixels ? image : classesDefaults.image] ?? 0] ?? '';
  const pair = [classes[first] ?? '', classes[second] ?? ''];
  const said = `Cosine of the maps of ${pair.join(' and ')}: ${drawn
    .map(({ relu, cosines }) => `${ruleNames[relu]} ${twoDigits(cosines.at(-1) ?? Number.NaN)}`)
    .join(', ')}.`;
  const names = classes.map((name, value) => ({ value, label: name }));
  return (
    <DemoFrame
      id="classes"
      question="Ask for two classes. At which layer do the answers become one?"
      caption={
        <>
          <p>
            Above: why the first class? Below: why the second? The curves follow both signals from
            the top down and compare them at each layer: 1, one direction; 0, nothing in common.
          </p>
          <p>Take a class that is not there. Take other pictures. Forget the switches.</p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={said}
      status={`network: base, ${(100 * frame.accuracy).toFixed(1)} % of test images right`}
      controls={
        <>
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ image: value, first: sheet.labels[value] ?? 0 })}
          />
          <Choice
            label="Switches"
            role="upstream"
            options={[
              { value: 'own', label: 'the picture’s' },
              { value: 'forgotten', label: 'forgotten' },
            ]}
            value={switches}
            onChange={(value) => update({ switches: value })}
          />
          <Choice
            label="Why"
            role="prediction"
            options={names}
            value={first}
            onChange={(value) => update({ first: value })}
          />
          <Choice
            label="and why"
            role="prediction"
            options={names}
            value={second}
            onChange={(value) => update({ second: value })}
          />
        </>
      }
    >
      <div className="map-tiles">
        <figure className="demo-picture map-tile" style={{ width: 148 }}>
          <figcaption>Test image: {label}</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={src}
            label={`Test image of the class ${label}`}
            role="input"
            size={148}
          />
        </figure>
        {drawn.map(({ relu, signals: [above, below], edges, cosines }) => (
          <div className="dc-pair" key={relu}>
            {above && (
              <SignalTile
                name={`${shortName(relu)}: ${pair[0] ?? ''}`}
                label={`${ruleNames[relu]}, ${pair[0] ?? ''}`}
                signal={above}
              />
            )}
            {below && (
              <SignalTile
                name={`${shortName(relu)}: ${pair[1] ?? ''}`}
                label={`${ruleNames[relu]}, ${pair[1] ?? ''}`}
                signal={below}
              >
                <p className="map-facts">
                  cosine of the two <strong>{twoDigits(cosines.at(-1) ?? Number.NaN)}</strong>
                  <br />ρ of the first with the edges {twoDigits(edges)}
                </p>
              </SignalTile>
            )}
          </div>
        ))}
      </div>
      <LinePlot
        series={drawn.map(({ relu, cosines }) => ({
          name: shortName(relu),
          points: cosines.map((value, i) => [i + 1, value] as const),
          role: roles[relu],
        }))}
        x={{ title: 'the signals’ place on their way down', names: stops, range: [1, 6] }}
        y={{ title: 'cosine of the two classes’ signals', range: [-1, 1] }}
        description={said}
      />
      <PicturesMissing of={teaching} />
    </DemoFrame>
  );
});

/** A rule's name where there is little room. */
function shortName(relu: ReluRule): string {
  return relu === 'guided' ? 'Guided' : ruleNames[relu];
}
