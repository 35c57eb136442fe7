import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { drawEstimate, weighting } from '#numerics/shift/importance.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { lightShift } from './lightShift.ts';
import { ShiftPlot } from './ShiftPlot.tsx';
import { EXAMPLES, PLACES, weightsDefaults, weightsSchema } from './state.ts';

/** Samples beside the reader's own, to see how estimates scatter. */
const OTHERS = 60;

/** A covariate shift known whole: the target moves, and the source's examples are weighted for it. */
export function Weights() {
  const link = useDemoState('weights', weightsSchema, weightsDefaults);
  const { state, update } = link;
  const { centre, width, examples, seed, guess } = state;
  const shift = useMemo(() => lightShift(centre, width), [centre, width]);
  const exact = useMemo(() => weighting(shift), [shift]);
  const own = useMemo(() => drawEstimate(shift, examples, seed), [shift, examples, seed]);
  const others = useMemo(() => {
    const count = examples > 1000 ? 0 : OTHERS;
    return Array.from(
      { length: count },
      (_, i) => drawEstimate(shift, examples, 1000 * seed + i).weighted,
    );
  }, [shift, examples, seed]);
  const error = exact.deviation / Math.sqrt(examples);
  const share = (value: number) => percent(value, 1);
  const counting = exact.effectiveShare * examples;
  const announce = `Source risk ${share(exact.sourceRisk)}, target risk ${share(exact.targetRisk)}. From ${wholeText(examples)} source examples the weighted estimate is ${share(own.weighted)}, with a standard error of ${share(error)}; ${formatNumber(counting)} examples count, and ${share(1 - exact.covered)} of the target lies where the source never is.`;
  const truth =
    exact.effectiveShare > 0.2 ? 'half' : exact.effectiveShare > 0.03 ? 'tenth' : 'hundredth';

  return (
    <DemoFrame
      id="weights"
      question="What can examples of the source say about a target that lies elsewhere?"
      link={link}
      announce={announce}
      status="exact sums over 41 places; no network is loaded"
      caption={
        <>
          <p>
            From left to right it grows dark. The source is photographs mostly of the day; the bars
            hanging down are those of this sample. The <strong>target</strong> is yours to move. The
            share of wrong answers at a given light is the same in both: covariate shift.
          </p>
          <p>
            Move the target into the night, and watch how many examples count. Past place 30 the
            source has <strong>no</strong> photographs: from there on no number of examples helps.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="centre of the target"
            value={centre}
            min={0}
            max={PLACES - 1}
            onChange={(value) => update({ centre: value, guess: null })}
          />
          <Slider
            label="its width"
            value={width}
            min={2}
            max={12}
            onChange={(value) => update({ width: value, guess: null })}
          />
          <Choice
            label="examples of the source"
            symbol="n"
            options={EXAMPLES.map((value) => ({ value, label: wholeText(value) }))}
            value={examples}
            onChange={(value) => update({ examples: value })}
          />
          <Slider
            label="sample"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
        </>
      }
    >
      <ShiftPlot
        shift={shift}
        counts={own.counts}
        estimates={others}
        own={own.weighted}
        targetRisk={exact.targetRisk}
        sourceRisk={exact.sourceRisk}
        onMove={(place) => update({ centre: place, guess: null })}
      />
      <div className="looks-row">
        <Guesses
          label="How much are these examples worth, for this target?"
          options={[
            { value: 'half', label: 'as half of them, or so' },
            { value: 'tenth', label: 'as a tenth' },
            { value: 'hundredth', label: 'as a hundredth or less' },
          ]}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {guess !== null && (
          <p role="status">
            <Foretold right={guess === truth} /> {formatNumber(counting)} of {wholeText(examples)}{' '}
            count, {share(exact.effectiveShare)}.
          </p>
        )}
      </div>
      <div className="looks-row looks-table">
        <table>
          <caption>Shares of wrong answers, and what the examples are worth</caption>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">exactly</th>
              <th scope="col">from this sample</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">on the source, no weights</th>
              <td>{share(exact.sourceRisk)}</td>
              <td>{share(own.plain)}</td>
            </tr>
            <tr>
              <th scope="row">on the source, weighted</th>
              <td>
                {share(exact.weightedRisk)} ± {share(error)}
              </td>
              <td>{share(own.weighted)}</td>
            </tr>
            <tr>
              <th scope="row">on the target</th>
              <td>
                <strong>{share(exact.targetRisk)}</strong>
              </td>
              <td>not seen</td>
            </tr>
            <tr>
              <th scope="row">examples that count</th>
              <td>{guess === null ? 'guess first' : formatNumber(counting)}</td>
              <td>{guess === null ? 'guess first' : formatNumber(own.effective)}</td>
            </tr>
            <tr>
              <th scope="row">mean weight (exactly: the target that is covered)</th>
              <td>{share(exact.covered)}</td>
              <td>{share(own.meanWeight)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
}
