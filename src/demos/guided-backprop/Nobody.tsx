import { useMemo, useState, type ReactNode } from 'react';
import { ReaderPictureChoice } from '#demos/attribution/ReaderPictureChoice.tsx';
import { ReaderPictureView } from '#demos/attribution/ReaderPictureView.tsx';
import { useReaderPicture } from '#demos/attribution/useReaderPicture.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type nobody from '#numerics/tasks/guided-backprop-nobody.ts';
import { Choice } from '#ui/Choice.tsx';
import { inPlaces } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { drawNobody, type DrawnNobody } from './drawNobody.ts';
import type firstFrame from './Nobody.first.ts';
import { ruleNames } from '#demos/attribution/ruleNames.ts';
import { mostDoublings, nobodyDefaults, nobodySchema, sides } from './state.ts';

const bets = [
  { value: 'gradient', label: 'gradient' },
  { value: 'deconvnet', label: 'deconvnet' },
  { value: 'guided', label: 'guided' },
  { value: 'none', label: 'none of them' },
] as const;
type Bet = (typeof bets)[number]['value'];

/** From so many doublings on, and above such a cosine, a drawing counts as one of the picture. */
const [ENOUGH, ALIKE] = [6, 0.5];
const two = (value: number) => inPlaces(value, 2);

/** A layer of random kernels, a random question, three rules: which of them draws the picture? */
export const Nobody = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const link = useDemoState('nobody', nobodySchema, nobodyDefaults);
  const { state, update } = link;
  const { doublings, side, seed } = state;
  const kernels = 2 ** doublings;
  const picture = useReaderPicture({ sheets, classes, first: first.picture, state, update });
  const { pixels, height, width, untouched } = picture;
  const [bet, setBet] = useState<Bet | null>(null);

  const task = useTask<typeof nobody>('guided-backprop-nobody');
  const isFirst =
    untouched &&
    doublings === nobodyDefaults.doublings &&
    side === nobodyDefaults.side &&
    seed === nobodyDefaults.seed;
  const input = useMemo(
    () => pixels && { pixels, height, width, kernels, side, seed },
    [pixels, kernels, side, seed],
  );
  const shownFirst = isFirst && task.result === null;
  useInTurn(task, link.ready && !shownFirst ? input : null);

  const { result, resultOf } = task;
  const drawn = useMemo(
    () => (result && resultOf ? drawNobody(result, resultOf) : first.drawn),
    [result],
  );
  const shownKernels = resultOf?.kernels ?? 2 ** nobodyDefaults.doublings;
  const said = `With ${shownKernels} random ${shownKernels === 1 ? 'kernel' : 'kernels'} the cosine with the picture is ${drawn.map(({ rule, cosine }) => `${two(cosine)} for ${ruleNames[rule].toLowerCase()}`).join(', ')}.`;
  const best = drawn.reduce((most, one) => (one.cosine > most.cosine ? one : most));
  const outcome: Bet = best.cosine > ALIKE ? best.rule : 'none';

  return (
    <DemoFrame
      id="nobody"
      question="No training, no classes: which rule will draw the picture?"
      caption={
        <>
          <p>
            Every number above the picture is random: n kernels, one ReLU, and a “score” that adds
            all activations up with random weights. Each map is what a rule sends back from that
            score, as a picture; grey is zero.
          </p>
          <p>
            Bet, then drag n to the right. Take another seed, another picture, or draw one yourself.
          </p>
        </>
      }
      link={picture.inLink ? link : undefined}
      tasks={[task]}
      announce={said}
      status="no network: random kernels and random weights"
      controls={
        <>
          <Slider
            label="random kernels: n = 2 to the power of"
            value={doublings}
            min={0}
            max={mostDoublings}
            role="kernel"
            onChange={(value) => update({ doublings: value })}
            format={(value) => `${value}, n = ${2 ** value}`}
          />
          <Choice
            label="Kernels of"
            role="kernel"
            options={sides.map((value) => ({ value, label: `${value}×${value}` }))}
            value={side}
            onChange={(value) => update({ side: value })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={999}
            onChange={(value) => update({ seed: value })}
          />
          <ReaderPictureChoice
            picture={picture}
            sheets={sheets}
            classes={classes}
            live={link.ready}
          />
        </>
      }
    >
      <div className="demo-predict">
        <Guesses
          label="With many kernels the picture will come out by"
          options={bets}
          value={bet}
          onGuess={setBet}
        />
        {bet !== null && Math.log2(shownKernels) >= ENOUGH && (
          <p className="map-facts" role="status">
            <Foretold right={bet === outcome} /> {said}
          </p>
        )}
      </div>
      <ReaderPictureView picture={picture} size={148} />
      <div className="map-tiles nobody" aria-busy={task.running}>
        {drawn.map((drawing) => (
          <Drawing key={drawing.rule} {...drawing} />
        ))}
      </div>
      <p className="map-facts">
        n = {shownKernels} random {shownKernels === 1 ? 'kernel' : 'kernels'}
      </p>
      <div className="map-tiles on-paper">
        {first.last.map((drawing) => (
          <Drawing key={drawing.rule} {...drawing}>
            , n = {2 ** mostDoublings}
          </Drawing>
        ))}
      </div>
    </DemoFrame>
  );
});

/** What one rule draws, and how like the picture it is. */
function Drawing({
  rule,
  src,
  cosine,
  width,
  height,
  children,
}: DrawnNobody & { children?: ReactNode }) {
  return (
    <figure className="demo-picture map-tile">
      <figcaption>
        {ruleNames[rule]}
        {children}
      </figcaption>
      <PixelImage
        width={width}
        height={height}
        src={src}
        label={`${ruleNames[rule]}: cosine with the picture ${two(cosine)}`}
        role="upstream"
        size={148}
      />
      <p className="map-facts">cosine with the picture {two(cosine)}</p>
    </figure>
  );
}
