import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type look from '#numerics/tasks/network-look.ts';
import type topPatches from '#numerics/tasks/network-top-patches.ts';
import { ColourScale } from '#ui/ColourScale.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { drawLook, type DrawnLook } from './drawLook.ts';
import { LayerMaps } from './LayerMaps.tsx';
import { paint } from './paint.ts';
import { PictureChoice, type Brush } from './PictureChoice.tsx';
import type firstFrame from './Playground.first.ts';
import { percent, Probabilities } from './Probabilities.tsx';
import { SIDE } from './sheet.ts';
import { playgroundDefaults, playgroundSchema } from './state.ts';
import { TopPatches } from './TopPatches.tsx';
import { usePicture } from './usePicture.ts';

/** A picture, what the network says of it, and what any of its units sees and wants there. */
export const Playground = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, layers, sheets } = first;
  const schema = useMemo(() => playgroundSchema(layers), [layers]);
  const link = useDemoState('network', schema, playgroundDefaults);
  const { state, update } = link;
  const { set, image, layer, channel, row, column } = state;
  const [own, setOwn] = useState<Uint8Array | null>(null);
  const [brush, setBrush] = useState<Brush>({ colour: 'black', size: 3 });

  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const isFirst = set === playgroundDefaults.set && image === playgroundDefaults.image;
  const chosen = usePicture(sheets[set], image, isFirst ? firstPixels : null);
  const pixels = own ?? chosen.pixels;

  const task = useTask<typeof look>('network-look');
  const patches = useTask<typeof topPatches>('network-top-patches');
  useEffect(() => {
    if (link.ready && pixels) task.run({ pixels, layer, channel, row, column });
  }, [link.ready, pixels, layer, channel, row, column]);
  const shown: DrawnLook = useMemo(
    () => (task.result && task.resultOf ? drawLook(task.resultOf, task.result) : first.look),
    [task.result],
  );
  // A brush has to be followed at once; a picture that was chosen waits for its answer.
  const painted = useMemo(
    () => own && imageUri({ width: SIDE, height: SIDE, kind: 'rgb', pixels: own, scale: 255 }),
    [own],
  );

  const now = layers.find(({ name }) => name === layer);
  const chooseLayer = (name: string) => {
    const next = layers.find((found) => found.name === name);
    if (!next || !now) return;
    update({
      layer: name,
      channel: Math.min(channel, next.channels - 1),
      // About the same place of the picture.
      row: Math.floor(((row + 0.5) * next.height) / now.height),
      column: Math.floor(((column + 0.5) * next.width) / now.width),
    });
  };
  const best = shown.probabilities.indexOf(Math.max(...shown.probabilities));
  const answer = `${classes[best] ?? ''}, ${percent(shown.probabilities[best] ?? 0)}`;
  const label = classes[sheets[set].labels[image] ?? 0] ?? '';
  const { seen, unit, shape } = shown;
  const unitName =
    shape.height === 1
      ? `value ${unit.channel} of ${shape.name}`
      : `unit [${unit.row}, ${unit.column}] of map ${unit.channel} in ${shape.name}`;
  const sees = `rows ${seen.row} to ${seen.row + seen.height - 1} and columns ${seen.column} to ${seen.column + seen.width - 1}`;

  return (
    <DemoFrame
      id="network"
      question="What does this unit see, and what would it like to see?"
      caption={
        <>
          <p>
            The boxes frame what the chosen unit sees. The gradient says how its value z would
            change if a pixel got lighter: orange pixels would raise it, blue ones lower it.
          </p>
          <p>
            Press a place on a map to choose its unit. Early units see a few pixels and answer to
            edges and colours; go on to later layers and watch the box grow. Then take your own
            picture, or paint over the very thing that the network seems to go by.
          </p>
        </>
      }
      link={own ? undefined : link}
      tasks={[task, patches]}
      announce={`The network says ${answer}. Its ${unitName} is ${formatNumber(shown.value)} and sees ${sees}.`}
      status={`network: base, ${(100 * first.accuracy).toFixed(1)} % of test images right`}
    >
      <figure className="demo-picture">
        <figcaption>{own ? 'Your picture' : `Test image: ${label}`}</figcaption>
        <PixelImage
          width={SIDE}
          height={SIDE}
          src={painted ?? shown.picture}
          label={own ? 'Your picture, to paint on' : `Test image of the class ${label}`}
          role="input"
          size={196}
          boxes={[seen]}
          onPick={own ? (cell) => setOwn(paint(own, cell, brush.colour, brush.size)) : undefined}
        />
      </figure>
      <Probabilities classes={classes} probabilities={shown.probabilities} />
      <PictureChoice
        sheets={sheets}
        classes={classes}
        set={set}
        image={image}
        isOwn={own !== null}
        brush={brush}
        live={link.ready}
        onBrush={setBrush}
        onImage={(nextSet, next) => {
          setOwn(null);
          update({ set: nextSet, image: next });
        }}
        onOwn={(picture) => setOwn(picture ?? pixels)}
        onBack={() => setOwn(null)}
      />
      <LayerMaps
        look={shown}
        layers={layers}
        layer={layer}
        channel={channel}
        classes={classes}
        onLayer={chooseLayer}
        onChannel={(next) => update({ channel: next })}
        onUnit={(next) => update({ ...next, layer: shown.shape.name })}
      >
        <figure className="demo-picture">
          <figcaption>Gradient of the unit’s {shown.rectified ? 'z' : 'value'}</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={shown.gradient}
            label={`Gradient of the value of ${unitName} with respect to the picture`}
            role="upstream"
            size={196}
            boxes={[seen]}
          />
          <ColourScale
            kind="signed"
            scale={shown.gradientScale}
            label={`∂${shown.rectified ? 'z' : 'value'}/∂x, the three colours added; x from −1 to 1`}
          />
        </figure>
      </LayerMaps>
      <TopPatches
        gallery={sheets.gallery}
        classes={classes}
        layer={layer}
        channel={channel}
        name={`${now?.height === 1 ? 'value' : 'map'} ${channel} of ${layer}`}
        task={patches}
        onPatch={(patch) => {
          setOwn(null);
          update({ set: 'gallery', image: patch.picture, row: patch.row, column: patch.column });
        }}
      />
      {chosen.failed && !own && (
        <p className="demo-error" role="alert">
          The pictures did not arrive. The figure keeps its last one. Check the connection and try
          again.{' '}
          <button type="button" className="text-button" onClick={chosen.retry}>
            Try again
          </button>
        </p>
      )}
    </DemoFrame>
  );
});
