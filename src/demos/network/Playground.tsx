import { useMemo, useRef, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type look from '#numerics/tasks/network-look.ts';
import type topPatches from '#numerics/tasks/network-top-patches.ts';
import { ColourScale } from '#ui/ColourScale.tsx';
import { DrawingPad } from '#ui/DrawingPad.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { drawLook, type DrawnLook } from './drawLook.ts';
import { LayerMaps } from './LayerMaps.tsx';
import { PictureChoice, type Source } from './PictureChoice.tsx';
import { PicturesMissing } from './PicturesMissing.tsx';
import { pixelsUri } from './pixelsUri.ts';
import type firstFrame from './Playground.first.ts';
import { Probabilities } from './Probabilities.tsx';
import { emptyCanvas, SIDE } from './sheet.ts';
import { playgroundDefaults, playgroundSchema, type PlaygroundState } from './state.ts';
import { TopPatches } from './TopPatches.tsx';
import { usePainting } from './usePainting.ts';
import { usePicture } from './usePicture.ts';

/** A picture, what the network says of it, and what any of its units sees and wants there. */
export const Playground = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, layers, sheets } = first;
  const schema = useMemo(() => playgroundSchema(layers), [layers]);
  const link = useDemoState('network', schema, playgroundDefaults);
  const { state, update } = link;
  const { set, image, drawn, layer, channel, row, column } = state;
  // The picture from the reader's device, once they have given one.
  const [own, setOwn] = useState<Uint8Array | 'awaited' | null>(null);
  const [painting, setPainting] = useState(false);
  const lastDrawing = useRef('');

  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const isFirst = set === playgroundDefaults.set && image === playgroundDefaults.image;
  const known = set === 'canvas' ? emptyCanvas : isFirst ? firstPixels : null;
  const chosen = usePicture(sheets[set === 'canvas' ? 'teaching' : set], image, known);
  const isOwn = own instanceof Uint8Array;
  const picture = isOwn ? own : chosen.pixels;
  const painted = usePainting(picture, isOwn, drawn, (drawn) => {
    if (set === 'canvas') lastDrawing.current = drawn;
    update({ drawn });
  });
  const { pixels } = painted;

  const task = useTask<typeof look>('network-look');
  const patches = useTask<typeof topPatches>('network-top-patches');
  const input = useMemo(
    () => pixels && { pixels, layer, channel, row, column },
    [pixels, layer, channel, row, column],
  );
  useInTurn(task, link.ready ? input : null);
  const shown: DrawnLook = useMemo(
    () => (task.result && task.resultOf ? drawLook(task.resultOf, task.result) : first.look),
    [task.result],
  );
  // What the reader did is seen at once; a test image that was chosen waits for its answer.
  const atOnce = isOwn || painted.isPainted;
  const src = useMemo(
    () => (atOnce && pixels ? pixelsUri(pixels) : shown.picture),
    [atOnce, pixels, shown.picture],
  );

  const show = (change: Partial<PlaygroundState>) => {
    setOwn(null);
    painted.forget();
    update({ drawn: '', ...change });
  };
  const chooseSource = (source: Source) => {
    setPainting(false);
    if (source === 'own') setOwn('awaited');
    else show({ set: source, image: 0, drawn: source === 'canvas' ? lastDrawing.current : '' });
  };
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
  const answer = `${classes[best] ?? ''}, ${percent(shown.probabilities[best] ?? 0, 1)}`;
  const label = set === 'canvas' ? '' : (classes[sheets[set].labels[image] ?? 0] ?? '');
  const source: Source = own !== null ? 'own' : set;
  const title = isOwn ? 'Your picture' : set === 'canvas' ? 'Your drawing' : `Test image: ${label}`;
  const { seen, unit, shape } = shown;
  const unitName =
    shape.height === 1
      ? `value ${unit.channel} of ${shape.name}`
      : `unit [${unit.row}, ${unit.column}] of map ${unit.channel} in ${shape.name}`;
  const sees = `rows ${seen.row} to ${seen.row + seen.height - 1} and columns ${seen.column} to ${seen.column + seen.width - 1}`;

  const probabilities = <Probabilities classes={classes} probabilities={shown.probabilities} />;

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
            picture, paint over the very thing that the network seems to go by, or draw one.
          </p>
        </>
      }
      link={painted.inLink ? link : undefined}
      tasks={[task, patches]}
      announce={`The network says ${answer}. Its ${unitName} is ${formatNumber(shown.value)} and sees ${sees}.`}
      status={networkStatus('base', first.accuracy)}
    >
      {picture && pixels && (painting || set === 'canvas' || isOwn) ? (
        <DrawingPad
          key={source}
          width={SIDE}
          height={SIDE}
          pixels={pixels}
          background={picture}
          onChange={painted.paint}
          title={title}
          label={set === 'canvas' && !isOwn ? 'Canvas to draw on' : `${title}, to paint on`}
          role="input"
          boxes={[seen]}
        >
          {probabilities}
        </DrawingPad>
      ) : (
        <>
          <figure className="demo-picture">
            <figcaption>{title}</figcaption>
            <PixelImage
              width={SIDE}
              height={SIDE}
              src={src}
              label={`Test image of the class ${label}`}
              role="input"
              size={196}
              boxes={[seen]}
            />
          </figure>
          {probabilities}
        </>
      )}
      <PictureChoice
        sheets={sheets}
        classes={classes}
        source={source}
        image={image}
        painting={painting}
        live={link.ready}
        onSource={chooseSource}
        onImage={(set, image) => show({ set, image })}
        onOwn={(picture) => {
          painted.forget();
          setOwn(picture);
        }}
        onPainting={setPainting}
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
        onPatch={({ picture, row, column }) =>
          show({ set: 'gallery', image: picture, row, column })
        }
      />
      {!isOwn && <PicturesMissing of={chosen} />}
    </DemoFrame>
  );
});
