import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { expectedBest } from '#numerics/architectureSearch/bestOfMany.ts';
import {
  decisions,
  networkOf,
  optionsOf,
  parametersOf,
} from '#numerics/architectureSearch/space.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { describeNetwork } from './describeNetwork.ts';
import type firstFrame from './Hand.first.ts';
import { handDefaults, handSchema, TRIES } from './state.ts';

const guesses = [
  { value: 'me', label: 'I shall be ahead' },
  { value: 'chance', label: 'Chance will be' },
] as const;

/** Search by hand: ten trainings, then the test, against random search with as many. */
export const Hand = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { table } = first;
  const link = useDemoState('by-hand', handSchema, handDefaults);
  const { state, update } = link;
  const { options, trained, guess } = state;
  const network = networkOf(options, table.counts);
  const known = trained.includes(network);
  const over = trained.length >= TRIES;

  const seen = (of: number) => (table.validation[of] ?? 0) / table.images.validation;
  const tested = (of: number) => (table.test[of] ?? 0) / table.images.test;
  const best = trained.reduce((a, b) => (seen(b) > seen(a) ? b : a), trained[0] ?? 0);
  const chance = useMemo(
    () => expectedBest(table.validation, table.test, TRIES).map((n) => n / table.images.test),
    [table],
  );
  const expected = chance[TRIES - 1] ?? 0;
  const rank = 1 + table.test.filter((right) => right > (table.test[best] ?? 0)).length;
  const ahead = tested(best) > expected;
  const said =
    trained.length === 0
      ? 'Nothing has been trained yet.'
      : over
        ? `Handed in: ${percent(tested(best), 1)} of the test images right, number ${rank} of 432. Random search with ten trainings: ${percent(expected, 1)} on average.`
        : `${trained.length} of ${TRIES} trained; the best so far has ${percent(seen(best), 1)} of the validation images right.`;

  return (
    <DemoFrame
      id="by-hand"
      question="Ten trainings, 432 networks: how good a network do you find?"
      caption={
        <>
          <p>
            <strong>Set the seven decisions and train.</strong> Validation is on 5,000 images; the
            test, once, on 10,000 others.
          </p>
          <p>All 432 were trained beforehand, 8 epochs each, once; what you see is looked up.</p>
        </>
      }
      link={link}
      announce={said}
      status="432 networks, trained beforehand and recorded"
    >
      <Guesses
        label="Your bet: after ten trainings, you or ten networks drawn by lot?"
        options={guesses}
        value={guess}
        onGuess={(value) => update({ guess: value })}
      />
      <div className="demo-controls">
        {decisions.map((decision, i) => (
          <Choice
            key={decision.name}
            label={decision.name}
            options={decision.options.map((option, value) => ({
              value,
              label: i < 3 ? `${option}×${option}` : option,
            }))}
            value={options[i] ?? 0}
            onChange={(value) =>
              update({ options: options.map((old, at) => (at === i ? value : old)) })
            }
          />
        ))}
      </div>
      <div className="demo-row">
        <button
          type="button"
          className="button needs-script"
          disabled={known || over}
          onClick={() => update({ trained: [...trained, network] })}
        >
          {over ? 'No trainings left' : known ? 'Trained already' : 'Train this network'}
        </button>
        <span className="search-facts">
          {wholeText(parametersOf(options))} parameters; {TRIES - trained.length} trainings left
        </span>
      </div>
      {trained.length > 0 && (
        <div className="search-table" tabIndex={0} role="region" aria-label="Trained so far">
          <table className="demo-table">
            <caption>Kernels by stage, convolutions a stage, skip, pooling, maps C</caption>
            <thead>
              <tr>
                <th scope="col">try</th>
                <th scope="col">network</th>
                <th scope="col">validation</th>
              </tr>
            </thead>
            <tbody>
              {trained.map((of, i) => (
                <tr key={of}>
                  <th scope="row">{i + 1}</th>
                  <td>{describeNetwork(optionsOf(of, table.counts))}</td>
                  <td>
                    {of === best ? <strong>{percent(seen(of), 1)} ★</strong> : percent(seen(of), 1)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {over && (
        <p className="search-facts" role="status">
          {guess !== null && (
            <>
              <Foretold right={(guess === 'me') === ahead} />{' '}
            </>
          )}
          your best one (★) has <strong>{percent(tested(best), 1)}</strong> of the test images right
          and is number {rank} of 432. Ten networks drawn by lot hand in one with{' '}
          {percent(expected, 1)} on average, exactly computed over all draws.
        </p>
      )}
    </DemoFrame>
  );
});
