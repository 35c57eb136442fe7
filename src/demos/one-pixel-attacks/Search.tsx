import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { SIDE } from '#demos/network/sheet.ts';
import type search from '#numerics/tasks/one-pixel-attacks-search.ts';
import type { SearchInput, SearchOutput } from '#numerics/tasks/one-pixel-attacks-search.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { usePlayHead } from '#ui/usePlayHead.ts';
import { drawPopulation } from './drawPopulation.ts';
import type firstFrame from './Search.first.ts';
import {
  GENERATIONS,
  memberCounts,
  SCALE,
  searchDefaults,
  searchSchema,
  type SearchGuess,
} from './state.ts';
import { TargetControls } from './TargetControls.tsx';
import { useTarget } from './useTarget.ts';

const guesses: { value: SearchGuess; label: string }[] = [
  { value: 'evolution', label: 'evolution' },
  { value: 'lottery', label: 'the lottery' },
  { value: 'neither', label: 'neither will' },
];

/** Differential evolution against a lottery with as many queries, its population on the picture. */
export const Search = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const link = useDemoState('evolution', searchSchema, searchDefaults);
  const { state, update } = link;
  const { members, palette, seed, network, filter, guess, generation } = state;
  const target = useTarget(first, state, link.ready);
  const { pixels, label, name } = target;
  const [wanted, setWanted] = useState(0);

  const task = useTask<typeof search>('one-pixel-attacks-search');
  const input = useMemo<SearchInput | null>(
    () =>
      pixels && {
        network,
        filter,
        pixels,
        label,
        members,
        generations: GENERATIONS,
        scale: SCALE,
        seed,
        palette,
      },
    [pixels, network, filter, label, members, seed, palette],
  );
  // What somebody has asked for is run again when it changes; a link that shows a generation asks, too.
  const asked = wanted > 0 || guess !== null || generation > 0;
  useEffect(() => {
    if (link.ready && asked && input) task.run(input);
  }, [link.ready, asked, wanted, input]);

  const isOf = task.resultOf === input;
  const found =
    (task.running ? (task.partial as SearchOutput | null) : isOf ? task.result : null) ?? null;
  const last = Math.max(0, (found?.generations.length ?? 1) - 1);
  const shown = Math.min(generation, last);
  const population = found?.generations[shown];
  const drawn = useMemo(
    () => (pixels && population ? drawPopulation(pixels, population, label) : first.drawn),
    [pixels, population, label],
  );
  const head = usePlayHead(shown, last + 1, (next) => update({ generation: next }), 350);

  const { evolution, lottery } = found ?? {};
  const spent = members * (shown + 1);
  const curve = (least: readonly number[] = []) =>
    least.map((p, i) => [members * (i + 1), 100 * p] as const);
  const flipOf = (first: number | null = null) =>
    first === null ? 'not fooled' : `fooled at query ${first}`;
  const finished = found !== null && !task.running;
  const [e, l] = [evolution?.firstFlip ?? Infinity, lottery?.firstFlip ?? Infinity];
  const outcome: SearchGuess =
    e === Infinity && l === Infinity ? 'neither' : e <= l ? 'evolution' : 'lottery';
  const isWrong = found !== null && found.clean !== label;
  const verdict = isWrong
    ? `The network is wrong as it is: it takes this ${name} for ${classes[found.clean] ?? ''}. There is nothing to fool.`
    : `Evolution: ${flipOf(evolution?.firstFlip)}, least p ${percent(evolution?.least.at(-1) ?? 1, 1)}. Lottery: ${flipOf(lottery?.firstFlip)}, least p ${percent(lottery?.least.at(-1) ?? 1, 1)}.`;
  const total = members * (GENERATIONS + 1);

  return (
    <DemoFrame
      id="evolution"
      question="Does evolution find it, and does it beat a lottery?"
      caption={
        <>
          <p>
            Every dot is a member: one pixel, in the colour it would get; the framed one is the
            fittest. The lottery draws pixels and colours afresh each time, and asks as often.
          </p>
          <p>
            Say who will fool the network first; that starts both. Then step through the generations
            and watch the dots gather. Other seeds, other pictures: is it always the same?
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={finished ? verdict : undefined}
      status={`${networkStatus(network, first.accuracy[network])}; F = ${SCALE}, ${GENERATIONS} generations`}
      controls={
        <>
          <Play
            label="generations"
            playing={head.playing}
            onPlaying={(playing) => {
              if (!found && playing) setWanted(wanted + 1);
              if (playing && shown === last) update({ generation: 0 });
              head.setPlaying(playing);
            }}
            onStep={(by) => {
              if (!found) setWanted(wanted + 1);
              head.step(by);
            }}
            canStepBack={shown > 0}
            canStepOn={!found || shown < last}
            position={`generation ${shown} of ${found ? last : GENERATIONS}: ${spent} queries`}
          />
          <Choice
            label="Members"
            options={memberCounts.map((value) => ({ value, label: value }))}
            value={members}
            onChange={(next) => update({ members: next, generation: 0 })}
          />
          <Choice
            label="The lottery’s colours"
            options={[
              { value: 'any', label: 'all 256³' },
              { value: 'corners', label: 'the 8 corners' },
            ]}
            value={palette}
            onChange={(next) => update({ palette: next })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={999}
            onChange={(next) => update({ seed: next, generation: 0 })}
          />
          <TargetControls
            state={state}
            sheets={sheets}
            classes={classes}
            live={link.ready}
            onChange={(next) => update({ ...next, generation: 0 })}
          />
          <PicturesMissing of={target} />
        </>
      }
    >
      <Guesses
        label={`Within ${total.toLocaleString('en')} queries each, who fools it first?`}
        options={guesses}
        value={guess}
        onGuess={(next) => update({ guess: next, generation: 0 })}
      />
      <div className="evolution">
        <figure className="demo-picture">
          <figcaption>
            {name}: {drawn.places} pixels held
          </figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={drawn.src}
            label={`The population on the picture of a ${name}: ${drawn.places} pixels held, the fittest at row ${drawn.best.row}, column ${drawn.best.column}`}
            role="input"
            size={300}
            boxes={drawn.boxes}
          />
          <p className="map-facts">
            Fittest: row {drawn.best.row}, column {drawn.best.column}, colour ({drawn.best.colour}):
            p of {name} <strong>{percent(drawn.best.p, 1)}</strong>.{' '}
            {drawn.fooling === 1 ? 'One member fools' : `${drawn.fooling} members fool`} the
            network.
          </p>
        </figure>
        {found && (
          <div className="evolution-plot">
            <LinePlot
              series={[
                { name: 'evolution', points: curve(evolution?.least), role: 'prediction' },
                { name: 'lottery', points: curve(lottery?.least) },
              ]}
              x={{ title: 'queries', range: [0, total] }}
              y={{ title: `least p of ${name} so far, %`, range: [0, 100] }}
              marker={spent}
              description={verdict}
            />
            <p className="map-facts" role="status">
              {finished && guess !== null && !isWrong && (
                <>
                  <Foretold right={guess === outcome} />{' '}
                </>
              )}
              {verdict}
            </p>
          </div>
        )}
      </div>
    </DemoFrame>
  );
});
