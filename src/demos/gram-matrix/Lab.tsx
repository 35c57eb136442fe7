import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { squareOf, type ReaderPixels } from '#numerics/images/squareOf.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, inPlaces } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Lab.first.ts';
import { Measures } from './Measures.tsx';
import { OwnSquare } from './OwnSquare.tsx';
import {
  contents,
  labDefaults,
  labSchema,
  settingsOf,
  styles,
  type ContentName,
  type StyleName,
} from './state.ts';
import { useNamedPicture } from './useNamedPicture.ts';
import { useTransfer } from './useTransfer.ts';

const names = {
  coffee: 'coffee',
  cat: 'cat',
  tiles: 'tiles',
  strokes: 'strokes',
  hatching: 'hatching',
  grass: 'grass',
  gravel: 'gravel',
  brick: 'brick',
  wood: 'wood',
  fur: 'fur',
} as const;
const layers = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;

/** The content of one picture, the style of another, and a third that is changed until it has both. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('style-transfer', labSchema, labDefaults);
  const { state, update } = link;
  const { content, style, side, weights } = state;
  const transfer = useTransfer();
  const { phase } = transfer;
  const [own, setOwn] = useState<{ content?: ReaderPixels | null; style?: ReaderPixels | null }>(
    {},
  );
  /** What the picture in sight was painted from. */
  const [painted, setPainted] = useState<Painted>(labDefaults);
  /** Whether the reader has asked for a transfer that waits for its pictures. */
  const [asked, setAsked] = useState(false);
  const ofContent = useNamedPicture(
    content,
    first.addresses,
    asked || content !== labDefaults.content || side !== labDefaults.side,
  );
  const ofStyle = useNamedPicture(style, first.addresses, asked || style !== labDefaults.style);
  const chosen: Painted = { content: own.content ?? content, style: own.style ?? style };
  const p = own.content ?? ofContent.value;
  const a = own.style ?? ofStyle.value;

  useEffect(() => {
    if (!asked || !p || !a) return;
    setAsked(false);
    setPainted(chosen);
    transfer.start({ content: p, style: a, settings: settingsOf(state) });
  }, [asked, p, a]);

  const contentSrc = useMemo(() => p && drawn(squareOf(p, side)), [p, side]);
  const styleSrc = useMemo(() => a && drawn(a), [a]);
  const shown = transfer.shown ?? first.shown;
  const untouched = !transfer.shown;
  const on = weights.some((weight) => weight > 0);
  const changed =
    painted.content !== chosen.content ||
    painted.style !== chosen.style ||
    JSON.stringify(shown.settings) !== JSON.stringify(settingsOf(state));
  const busy = asked || phase !== 'rest';
  const { byGram } = shown.settings;
  /** How far the painting is; the picture in sight may be an earlier one's. */
  const step = Math.round(transfer.progress * shown.settings.steps);
  const said = `Step ${shown.step}: correlation with the content image ${inPlaces(shown.pixelCorrelation, 2)} of pixels, ${inPlaces(shown.featureCorrelation, 2)} of features.`;

  return (
    <DemoFrame
      id="style-transfer"
      question="How much of one picture can you repaint before you lose the other?"
      caption={
        <>
          <p>
            <strong>Choose two pictures and press Paint.</strong> Then move the balance and paint
            again; switch layers off; take the style from one layer only.
          </p>
          <p>
            The card’s mistake: compare the <em>content</em> by Gram matrices, from noise, and look
            where the cup has gone.
          </p>
          <p>
            The picture that opens was recorded by the same code and the same seed. Painting fetches
            the photographs once, 0.2 MB. The first three styles are painted by the book’s own code.
            Your own pictures stay on your device; a copied link does not hold them.
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          transfer.forget();
          setAsked(false);
          setOwn({});
          setPainted(labDefaults);
          link.reset();
        },
      }}
      tasks={[transfer.task]}
      showsTasks
      announce={phase === 'running' ? `Painting, step ${step}.` : said}
      status="network: base, trained on CIFAR-10; its weights never change here"
    >
      <div className="gram-three">
        <div className="gram-given">
          <figure className="demo-picture">
            <figcaption>content</figcaption>
            <PixelImage
              width={side}
              height={side}
              src={contentSrc ?? first.content}
              label={own.content ? 'Your picture, the content' : `The content: ${names[content]}`}
              role="input"
              size={148}
            />
          </figure>
          <figure className="demo-picture">
            <figcaption>style</figcaption>
            <PixelImage
              width={a?.width ?? 96}
              height={a?.height ?? 96}
              src={styleSrc ?? first.style}
              label={own.style ? 'Your picture, the style' : `The style: ${names[style]}`}
              role="input"
              size={148}
            />
          </figure>
        </div>
        <figure className="demo-picture">
          <figcaption>
            {untouched ? 'recorded' : 'painted here'}, step {shown.step}
            {changed && ', for other settings'}
          </figcaption>
          <PixelImage
            width={shown.side}
            height={shown.side}
            src={shown.src}
            label={`The new picture. ${said}`}
            role="output"
            size={320}
          />
        </figure>
      </div>
      <div className="demo-predict">
        <div className="demo-row">
          {!busy && (
            <button
              type="button"
              className="button needs-script"
              disabled={!on}
              onClick={() => setAsked(true)}
            >
              Paint
            </button>
          )}
          {busy && (
            <UnderWay
              of={{
                paused: transfer.paused,
                toggle: phase === 'rest' ? undefined : transfer.toggle,
                stop: () => {
                  setAsked(false);
                  transfer.stop();
                },
              }}
              name="Painting"
              share={transfer.progress}
            >
              {phase === 'rest' ? 'Fetching the pictures …' : `step ${step}`}
            </UnderWay>
          )}
          {!on && <span className="control-message">Give at least one layer a weight.</span>}
        </div>
        {transfer.task.error && (
          <FrameTask task={transfer.task} consolation="The figure keeps its last picture." />
        )}
        {!own.content && <PicturesMissing of={ofContent} />}
        {!own.style && <PicturesMissing of={ofStyle} />}
      </div>
      <div className="demo-controls">
        <Choice
          label="Content"
          role="input"
          options={contents.map((value) => ({ value, label: names[value] }))}
          value={content}
          onChange={(value) => {
            setOwn({ ...own, content: null });
            update({ content: value });
          }}
        />
        <Choice
          label="Style"
          role="input"
          options={styles.map((value) => ({ value, label: names[value] }))}
          value={style}
          onChange={(value) => {
            setOwn({ ...own, style: null });
            update({ style: value });
          }}
        />
        <Slider
          label="style against content"
          symbol="log₁₀ λ"
          value={state.balance}
          min={-1}
          max={3}
          step={0.25}
          onChange={(balance) => update({ balance })}
        />
        <Choice
          label="Begin with"
          options={[
            { value: 'content', label: 'the content image' },
            { value: 'noise', label: 'noise' },
          ]}
          value={state.start}
          onChange={(start) => update({ start: start as 'content' | 'noise' })}
        />
        <Toggle
          label="compare the content by Gram matrices (the card’s mistake)"
          checked={state.byGram}
          onChange={(value) => update({ byGram: value })}
        />
      </div>
      <details className="gram-more">
        <summary>Your own pictures; layers and their weights; size, steps, filters</summary>
        <div className="demo-controls">
          <OwnSquare
            label="content"
            used={Boolean(own.content)}
            onPicture={(picture) => setOwn({ ...own, content: picture })}
          />
          <OwnSquare
            label="style"
            used={Boolean(own.style)}
            onPicture={(picture) => setOwn({ ...own, style: picture })}
          />
          {layers.map((place, i) => (
            <Slider
              key={place}
              label={`weight of ${place}`}
              symbol="w"
              value={weights[i] ?? 0}
              min={0}
              max={1}
              step={0.25}
              onChange={(value) =>
                update({ weights: weights.map((old, at) => (at === i ? value : old)) })
              }
            />
          ))}
          <Choice
            label="Content layer"
            options={layers.map((value) => ({ value, label: value }))}
            value={state.contentPlace}
            onChange={(contentPlace) => update({ contentPlace })}
          />
          <Choice
            label="Side, pixels"
            options={[64, 96, 128].map((value) => ({ value, label: String(value) }))}
            value={side}
            onChange={(value) => update({ side: value as 64 | 96 | 128 })}
          />
          <Choice
            label="Filters"
            role="kernel"
            options={[
              { value: 'trained', label: 'trained' },
              { value: 'random', label: 'random' },
            ]}
            value={state.filters}
            onChange={(filters) => update({ filters: filters as 'trained' | 'random' })}
          />
          <Slider
            label="steps"
            value={state.steps}
            min={50}
            max={600}
            step={50}
            onChange={(steps) => update({ steps })}
          />
          <Slider
            label="seed"
            value={state.seed}
            min={1}
            max={99}
            onChange={(seed) => update({ seed })}
          />
          <Toggle
            label="centre the features"
            checked={state.centred}
            onChange={(centred) => update({ centred })}
          />
        </div>
      </details>
      <Measures shown={shown} />
      <div className="gram-plot">
        <LinePlot
          series={[
            {
              name: byGram ? 'content, by Gram' : 'content',
              points: shown.content.filter(([, loss]) => loss > 0),
              role: 'input',
            },
            { name: 'style', points: shown.style, role: 'output' },
          ]}
          x={{ title: 'step', range: [0, shown.settings.steps] }}
          y={{ title: 'loss, each divided by its size', kind: 'log' }}
          description={`At step ${shown.step} the style loss is ${last(shown.style)} of what the content image has, the content loss ${last(shown.content)} of what no features would have.`}
          height={170}
        />
      </div>
    </DemoFrame>
  );
});

/** A content and a style: of the book's by their names, or the reader's own. */
interface Painted {
  content: ContentName | ReaderPixels;
  style: StyleName | ReaderPixels;
}

function drawn({ pixels, height, width }: ReaderPixels): string {
  return imageUri({ width, height, kind: 'rgb', pixels, scale: 255 });
}

function last(points: readonly (readonly [number, number])[]): string {
  return formatNumber(points.at(-1)?.[1] ?? 0, 2);
}
