import { networkStatus } from '#demos/network/networkStatus.ts';
import { percent } from '#ui/formatNumber.ts';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { ClassChoice } from '#demos/attribution/ClassChoice.tsx';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import type { MaskedPicture } from '#numerics/segmentation/composite.ts';
import type { SeedSource } from '#numerics/segmentation/seedMap.ts';
import type segmentation from '#numerics/tasks/gradient-segmentation-lab.ts';
import type seedMapOf from '#numerics/tasks/gradient-segmentation-map.ts';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Lab.first.ts';
import { cutOptions } from './cutOptions.ts';
import { drawCuts, type DrawnMask } from './drawCuts.ts';
import { groundAt, grounds, ROOM, sceneOf } from './scene.ts';
import { cutsDefaults, cutsSchema } from './state.ts';
import { useSceneParts } from './useSceneParts.ts';

/** Two stand side by side on a telephone. */
const SIZE = 156;

const sourceNames: { value: SeedSource; label: string }[] = [
  { value: 'gradient', label: 'gradient' },
  { value: 'smoothGrad', label: 'SmoothGrad' },
  { value: 'guidedBackpropagation', label: 'guided' },
  { value: 'gradCam', label: 'Grad-CAM' },
  { value: 'edges', label: 'edges, no network' },
];

const networks = [
  { value: 'trained', label: 'trained' },
  { value: 'untrained', label: 'never trained' },
] as const;

const bets = [
  { value: 'worse', label: 'far worse' },
  { value: 'same', label: 'about as good' },
  { value: 'better', label: 'better' },
] as const;
type Bet = (typeof bets)[number]['value'];

/** An object whose mask is known: how well do a map, its seeds, and seeds without a network cut it? */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, objects } = first;
  const link = useDemoState('cuts', cutsSchema, cutsDefaults);
  const { state, update } = link;
  const [bet, setBet] = useState<Bet | null>(null);
  const isFirst = JSON.stringify(state) === JSON.stringify(cutsDefaults);
  const loaded = useSceneParts(first.sheet, first.groundsSrc, link.ready && !isFirst);

  const { object: at, ground, row, column, disguise } = state;
  const object = objects[at] ?? objects[0];
  const scene = useMemo(() => {
    if (!loaded.value || !object) return null;
    const { pictures, grounds: raw } = loaded.value;
    const under = ground === 'own' ? null : groundAt(raw, 4, ground);
    const own = { pixels: pictureAt(pictures, object.image), mask: object.mask };
    return sceneOf({ row, column, disguise }, own, under);
  }, [loaded.value, at, ground, row, column, disguise]);

  const asked = state.asked ?? object?.label ?? 0;
  const { source, trained } = state;
  const mapping = useTask<typeof seedMapOf>('gradient-segmentation-map');
  useEffect(() => {
    if (!scene) return;
    const { pixels, height, width } = scene;
    mapping.run({ pixels, height, width, source, trained, asked });
  }, [scene, source, trained, asked]);

  const cutting = useTask<typeof segmentation>('gradient-segmentation-lab');
  const answer = mapping.result;
  const pixelsAsked = mapping.resultOf?.pixels;
  const { foreground, background, lambda, certain } = state;
  useEffect(() => {
    // A map of another scene waits for its own.
    if (!scene || !answer || pixelsAsked !== scene.pixels) return;
    const options = cutOptions({ foreground, background, lambda, certain });
    cutting.run({ ...scene, map: answer.values, truth: scene.mask, options });
  }, [answer, scene, foreground, background, lambda, certain]);

  const { result, resultOf } = cutting;
  const cuts = useMemo(() => {
    if (!result || !resultOf || resultOf.map !== answer?.values) return null;
    return drawCuts(result, { ...resultOf, mask: resultOf.truth }, answer);
  }, [result]);
  const [last, setLast] = useState(first.cuts);
  useEffect(() => {
    if (cuts) setLast(cuts);
  }, [cuts]);
  const shown = isFirst ? first.cuts : (cuts ?? last);

  const picture = useMemo(
    () =>
      scene
        ? { src: pixelsUri(scene.pixels, scene), height: scene.height, width: scene.width }
        : first.scene,
    [scene],
  );
  const probabilities = isFirst
    ? first.probabilities
    : (answer?.probabilities ?? first.probabilities);
  const name = classes[object?.label ?? 0] ?? '';
  const { onObject, threshold, cut, centre } = shown;
  const said = `IoU with the known mask: ${iou(threshold)} for the map above Otsu’s threshold, ${iou(cut)} for the cut from its seeds, ${iou(centre)} for the cut from a disc in the middle.`;
  const seedsSaid = `${percent(onObject.foreground)} of the foreground seeds and ${percent(onObject.background)} of the background seeds lie on the object, which covers ${percent(shown.objectShare)} of the picture.`;

  const betIsOpen = JSON.stringify({ ...state, trained: true }) === JSON.stringify(cutsDefaults);
  const gain = cut.intersectionOverUnion - first.cuts.cut.intersectionOverUnion;
  const outcome: Bet = gain < -0.1 ? 'worse' : gain > 0.1 ? 'better' : 'same';
  const isSettled =
    bet !== null &&
    betIsOpen &&
    mapping.resultOf?.trained === false &&
    resultOf?.map === answer?.values &&
    !(trained || mapping.running || cutting.running);

  return (
    <DemoFrame
      id="cuts"
      question="How much of a good mask does the network deserve?"
      caption={
        <>
          <p>
            In its own colours: what the mask gets right. Blue: object that it misses. Orange:
            ground that it takes for object. {said}
          </p>
          <p>
            Drag the object about. Take another ground; disguise the object; move the quantiles and
            λ; ask for a wrong class. Which of the masks notices?
          </p>
        </>
      }
      link={link}
      tasks={[mapping, cutting]}
      announce={`${said} ${seedsSaid}`}
      status={networkStatus('base', first.accuracy)}
      controls={
        <>
          <Choice
            label="Map of"
            role="upstream"
            options={sourceNames}
            value={source}
            onChange={(next) => update({ source: next })}
          />
          <Choice
            label="Network"
            role="kernel"
            options={networks}
            value={trained ? 'trained' : 'untrained'}
            onChange={(next) => update({ trained: next === 'trained' })}
          />
          <Choice
            label="Object"
            role="input"
            options={objects.map(({ label }, i) => ({ value: i, label: classes[label] ?? '' }))}
            value={at}
            onChange={(next) => update({ object: next, asked: null })}
          />
          <Choice
            label="on"
            role="input"
            options={grounds.map((value) => ({
              value,
              label: value === 'own' ? 'its own photograph' : value,
            }))}
            value={ground}
            onChange={(next) => update({ ground: next })}
          />
          <Slider
            label="disguise in the ground’s colours"
            value={disguise}
            min={0}
            max={1}
            step={0.05}
            role="input"
            onChange={(next) => update({ disguise: next })}
          />
          <Slider
            label="highest values, foreground seeds"
            value={foreground}
            min={1}
            max={40}
            unit="%"
            role="upstream"
            onChange={(next) => update({ foreground: next })}
          />
          <Slider
            label="lowest values, background seeds"
            value={background}
            min={1}
            max={60}
            unit="%"
            role="upstream"
            onChange={(next) => update({ background: next })}
          />
          <Slider
            label="smoothness"
            symbol="λ"
            value={lambda}
            min={0}
            max={50}
            step={0.5}
            onChange={(next) => update({ lambda: next })}
          />
          <Toggle
            label="a seed keeps its label for certain"
            checked={certain}
            onChange={(next) => update({ certain: next })}
          />
          <div className="cuts-line">
            <ClassChoice
              label="What the network says, and what to ask for"
              classes={classes}
              probabilities={probabilities}
              value={asked}
              onChange={(next) => update({ asked: next })}
            />
          </div>
        </>
      }
    >
      <div className="cuts-line">
        <Guesses
          label="Now take a network that was never trained. The cut from its gradient’s seeds will be"
          options={bets}
          value={bet}
          onGuess={(guess) => {
            setBet(guess);
            if (betIsOpen) update({ trained: false });
          }}
        />
        {isSettled && (
          <p className="map-facts" role="status">
            <Foretold right={bet === outcome} /> {iou(cut)}, where the trained network’s had{' '}
            {iou(first.cuts.cut)}.
          </p>
        )}
      </div>
      <div className="map-tiles" aria-busy={mapping.running || cutting.running}>
        <figure className="demo-picture map-tile" style={{ width: SIZE }}>
          <figcaption>scene: move the object</figcaption>
          <PixelImage
            width={picture.width}
            height={picture.height}
            src={picture.src}
            label={`${name} on ${ground === 'own' ? 'its own photograph' : ground}`}
            role="input"
            size={SIZE}
            {...(ground !== 'own' && {
              pick: { row: row + SIDE / 2, column: column + SIDE / 2 },
              onPick: (to) =>
                update({ row: kept(to.row - SIDE / 2), column: kept(to.column - SIDE / 2) }),
            })}
          />
        </figure>
        <MapTile name="map of the class" map={shown.map} size={SIZE} />
        <Tile name="seeds" src={shown.seeds} of={picture} label={seedsSaid}>
          orange: foreground, {percent(onObject.foreground)} on the object; blue: background,{' '}
          {percent(onObject.background)}
        </Tile>
        <MaskTile name="the map, thresholded" mask={threshold} of={picture} />
        <MaskTile name="cut from the map’s seeds" mask={cut} of={picture} />
        <MaskTile name="cut from a central disc" mask={centre} of={picture} />
      </div>
      <PicturesMissing of={loaded} />
    </DemoFrame>
  );
});

const iou = (mask: DrawnMask) => mask.intersectionOverUnion.toFixed(2);
const kept = (place: number) => Math.max(0, Math.min(ROOM, place));

interface TileProps {
  name: string;
  src: string;
  /** The scene, for its size. */
  of: Pick<MaskedPicture, 'height' | 'width'>;
  label: string;
  children: ReactNode;
}

/** A picture of the scene's size with a line below. */
function Tile({ name, src, of: { height, width }, label, children }: TileProps) {
  return (
    <figure className="demo-picture map-tile" style={{ width: SIZE }}>
      <figcaption>{name}</figcaption>
      <PixelImage width={width} height={height} src={src} label={label} size={SIZE} />
      <p className="map-facts">{children}</p>
    </figure>
  );
}

function MaskTile({ name, mask, of }: Pick<TileProps, 'name' | 'of'> & { mask: DrawnMask }) {
  return (
    <Tile name={name} src={mask.src} of={of} label={`${name}: IoU ${iou(mask)}`}>
      IoU <span className="measure-value">{iou(mask)}</span>
    </Tile>
  );
}
