import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { errorTerms } from '#numerics/learning/errorTerms.ts';
import {
  drawSample,
  empiricalBest,
  largestDeviation,
  trainingError,
} from '#numerics/learning/sample.ts';
import { bestRisk, BLOCKS, blockMeans, riskOf } from '#numerics/learning/strip.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import {
  ALONG,
  EXAMPLES,
  lettersOf,
  levelsOf,
  STEPS,
  stepsOf,
  stripOf,
  termsDefaults,
  termsSchema,
} from './state.ts';
import { StripPlot } from './StripPlot.tsx';

const guesses = [
  { value: '1', label: '1 block' },
  { value: '16', label: '16' },
  { value: '64', label: '64' },
] as const;

/** A problem that is known whole, so that all three error terms are exact. */
export function Terms() {
  const link = useDemoState('terms', termsSchema, termsDefaults);
  const { state, update } = link;
  const { blocks, examples, seed, along, guess } = state;
  const strip = stripOf(state.strip);
  const steps = stepsOf(state.steps);
  const terms = errorTerms(strip, { blocks, examples, steps });
  const sample = drawSample(strip, examples, seed);
  const learned = empiricalBest(sample, blocks);
  const [risk, training] = [riskOf(strip, learned), trainingError(sample, learned)];
  const best = bestRisk(strip, blocks);
  const reach = largestDeviation(strip, sample, blocks);

  const settings = {
    blocks: BLOCKS.map((value) => ({ value, learning: { blocks: value, examples, steps } })),
    examples: EXAMPLES.map((value) => ({ value, learning: { blocks, examples: value, steps } })),
    steps: STEPS.filter((value) => value > 0).map((value) => ({
      value,
      learning: { blocks, examples, steps: value },
    })),
  }[along].map(({ value, learning }) => ({ value, found: errorTerms(strip, learning) }));
  const line = (of: (found: (typeof settings)[number]['found']) => number) =>
    settings.map(({ value, found }) => [value, 100 * of(found)] as const);
  const share = (value: number) => percent(value, 1);
  const said = `${blocks} blocks, ${wholeText(examples)} examples: Bayes risk ${share(terms.bayes)}, approximation error ${share(terms.approximation)}, estimation error ${share(terms.estimation)}, optimisation error ${share(terms.optimisation)}, together a risk of ${share(terms.risk)}.`;
  const outcome = (['1', '16', '64'] as const).reduce((least, one) => {
    const at = (value: string) =>
      errorTerms(strip, { blocks: Number(value), examples, steps }).risk;
    return at(one) < at(least) ? one : least;
  });
  const rows = [
    { name: 'Bayes risk', value: terms.bayes, kind: 'bayes' },
    { name: 'approximation error', value: terms.approximation, kind: 'approximation' },
    { name: 'estimation error', value: terms.estimation, kind: 'estimation' },
    { name: 'optimisation error', value: terms.optimisation, kind: 'optimisation' },
  ];

  return (
    <DemoFrame
      id="terms"
      question="What is the risk of a learned rule made of?"
      link={link}
      announce={said}
      status="exact sums over a problem known whole; no network is loaded"
      caption={
        <>
          <p>
            An input is one of 64 places, each as likely as the others. A rule names a label for
            each <strong>block</strong> of neighbouring places. The bars in the table are means over{' '}
            <em>all</em> samples, not simulated.
          </p>
          <p>
            Go from 1 block to 64 at 64 examples, then at 4,096. Then stop the optimiser early.{' '}
            <strong>Draw your own η</strong>: where is nothing to be learned?
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="the class: blocks"
            symbol="k"
            options={BLOCKS.map((value) => ({ value, label: String(value) }))}
            value={blocks}
            onChange={(value) => update({ blocks: value })}
          />
          <Choice
            label="examples"
            symbol="n"
            options={EXAMPLES.map((value) => ({ value, label: wholeText(value) }))}
            value={examples}
            onChange={(value) => update({ examples: value, guess: null })}
          />
          <Choice
            label="steps of the optimiser"
            symbol="T"
            options={STEPS.map((value) => ({ value, label: value || 'to the end' }))}
            value={state.steps}
            onChange={(value) => update({ steps: value, guess: null })}
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
      <StripPlot
        levels={levelsOf(state.strip)}
        ones={sample.ones}
        zeros={sample.zeros}
        rows={[
          {
            name: `the best rule of the class, R = ${share(best)}`,
            rule: blockMeans(strip, blocks).map((mean) => (Math.sign(mean - 0.5) + 1) / 2),
          },
          { name: `learned from this sample, R = ${share(risk)}`, rule: learned },
        ]}
        onDraw={(levels) => update({ strip: lettersOf(levels), guess: null })}
      />
      <div className="terms-guess">
        <Guesses
          label={`With ${wholeText(examples)} examples, which of these classes has the least risk?`}
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value, along: 'blocks' })}
        />
        {guess !== null && (
          <p className="map-facts" role="status">
            <Foretold right={guess === outcome} />{' '}
            {outcome === '1' ? '1 block' : `${outcome} blocks`}.
          </p>
        )}
      </div>
      <div className="table-scroll" role="region" aria-label="The terms">
        <table className="terms-table">
          <caption>Mean over all samples of {wholeText(examples)} examples</caption>
          <thead>
            <tr>
              <th scope="col">term</th>
              <th scope="col">share of wrong answers</th>
              <th scope="col">as a bar</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, value, kind }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{share(value)}</td>
                <td>
                  <span
                    className="terms-bar"
                    data-kind={kind}
                    style={{ width: `${Math.max(0, value) * 24}rem` }}
                  />
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">together, the risk</th>
              <td>
                <strong>{share(terms.risk)}</strong>
              </td>
              <td>
                <span
                  className="terms-bar"
                  data-kind="risk"
                  style={{ width: `${terms.risk * 24}rem` }}
                />
              </td>
            </tr>
            <tr>
              <th scope="row">training error of the ERM</th>
              <td>{share(terms.training)}</td>
              <td />
            </tr>
            <tr>
              <th scope="row">its generalisation gap</th>
              <td>{share(terms.trained - terms.training)}</td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <p className="map-facts">
        <strong>Sample {seed}.</strong> Training error {share(training)}, risk {share(risk)}: its
        own estimation error is {share(risk - best)}, its gap {share(risk - training)}. The rule of
        the class that is furthest off is off by {share(reach)}, and twice that is the bound.
      </p>
      <Choice
        label="Plot along"
        options={ALONG.map((value) => ({ value, label: value }))}
        value={along}
        onChange={(value) => update({ along: value })}
      />
      <div className="terms-plot">
        <LinePlot
          series={[
            { name: 'risk', points: line((found) => found.risk), role: 'prediction' },
            { name: 'best in class', points: line((found) => found.bayes + found.approximation) },
            { name: 'training', points: line((found) => found.training), role: 'input' },
          ]}
          x={{ title: along === 'steps' ? 'steps' : along, kind: 'log' }}
          y={{ title: 'wrong answers, %' }}
          marker={along === 'steps' ? state.steps || undefined : state[along]}
          description={said}
          height={190}
        />
      </div>
    </DemoFrame>
  );
}
