import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { domains } from '#numerics/domains/styles.ts';
import { methods } from '#numerics/domains/study.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import type firstFrame from './Record.first.ts';
import { mean, picked, trap } from './choices.ts';
import { methodNames, styleNames } from './names.ts';
import { recordDefaults, recordSchema } from './state.ts';

const guesses = [
  { value: 'none', label: 'not a point' },
  { value: 'some', label: 'up to five points' },
  { value: 'much', label: 'more than five' },
] as const;
const measures = [
  { value: 'target', label: 'the domain left out' },
  { value: 'seen', label: 'the four seen, mean' },
  { value: 'worst', label: 'the worst of the five' },
] as const;
const ruleNames = {
  last: 'the last',
  source: 'best on the sources',
  target: 'best on the target',
} as const;

/** Every recorded training: one domain left out, one method, one seed. */
export const Record = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('domain-record', recordSchema, recordDefaults);
  const { state, update } = link;
  const { rule, measure, guess } = state;
  const { trainings } = first;
  const choices = picked(trainings, rule);
  const of = (method: string, target?: string) =>
    choices
      .filter((one) => one.method === method && (!target || one.target === target))
      .map(({ choice }) => choice[measure]);
  const overall = methods.map((method) => ({ method, share: mean(of(method)) }));
  const measured = measures.find(({ value }) => value === measure)?.label ?? '';
  const said = `${measured}: ${overall.map(({ method, share }) => `${methodNames[method]} ${percent(share, 1)}`).join(', ')}.`;
  const { honest, reported, fair, candidates } = trap(trainings);
  const gap = 100 * (reported - fair);
  const outcome = gap < 1 ? 'none' : gap <= 5 ? 'some' : 'much';
  const seeds = new Set(trainings.map(({ seed }) => seed));

  return (
    <DemoFrame
      id="domain-record"
      question="Does a cleverer loss do better where nobody has been, and who says so?"
      caption={
        <>
          <p>
            {trainings.length} networks, trained beforehand by the code of the figure above: five
            domains, each left out once, four methods, {seeds.size} seeds. A circle is a network,
            the stroke their mean; the scale goes from 0 to 100 % right.
          </p>
          <p>
            Each training was looked at eight times.{' '}
            <strong>Choose which of the eight stages is taken</strong>: the last, the best on
            held-out pictures of its sources, or the best on pictures of the target. The third rule
            is forbidden. See what it would buy.
          </p>
        </>
      }
      link={link}
      announce={said}
      status="recorded: bench/recordDomains.ts"
      controls={
        <>
          <Choice
            label="accuracy in"
            options={measures}
            value={measure}
            onChange={(value) => update({ measure: value })}
          />
          <Choice
            label="stage taken"
            options={(['last', 'source', 'target'] as const).map((value) => ({
              value,
              label: ruleNames[value],
            }))}
            value={rule}
            onChange={(value) => update({ rule: value })}
          />
        </>
      }
    >
      <div className="table-scroll" role="region" aria-label="Accuracy of the recorded networks">
        <table className="domain-dots">
          <caption>
            Accuracy in {measured}; stage taken: {ruleNames[rule]}
          </caption>
          <thead>
            <tr>
              <th scope="col">left out</th>
              {methods.map((method) => (
                <th scope="col" key={method}>
                  {methodNames[method]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {domains.map((target) => (
              <tr key={target}>
                <th scope="row">{styleNames[target]}</th>
                {methods.map((method) => {
                  const shares = of(method, target);
                  return (
                    <td key={method}>
                      {percent(mean(shares))}
                      <span className="domain-line" aria-hidden="true">
                        {shares.map((share, i) => (
                          <i key={i} style={{ left: `${100 * share}%` }} />
                        ))}
                        <b style={{ left: `${100 * mean(shares)}%` }} />
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">mean</th>
              {overall.map(({ method, share }) => (
                <td key={method}>
                  <strong>{percent(share, 1)}</strong>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <div className="demo-predict">
        <Guesses
          label={`Method and stage are now chosen together, the best of ${candidates} by 48 pictures of the target. On 96 other pictures of the target it will do worse than on these by`}
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {guess !== null && (
          <p className="map-facts" role="status">
            <Foretold right={guess === outcome} /> the 48 pictures say {percent(reported, 1)}, the
            others {percent(fair, 1)}. The one that the sources would have picked:{' '}
            {percent(honest, 1)}.
          </p>
        )}
      </div>
    </DemoFrame>
  );
});
