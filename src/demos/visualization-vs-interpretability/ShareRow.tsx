import { atLeast } from '#numerics/counting/binomial.ts';
import { wilsonInterval } from '#numerics/counting/wilsonInterval.ts';
import type { Score } from './trialPlan.ts';

interface Props {
  name: string;
  score: Score;
  /** The same share of a rule that knows no network; marked on the line. */
  rule: number;
}

/** A share with Wilson's interval, on a line from 0 to 100 % with chance in the middle. */
export function ShareRow({ name, score, rule }: Props) {
  const { right, of } = score;
  const { low, high } = wilsonInterval(right, of);
  return (
    <>
      <span>{name}</span>
      <span className="share-line" aria-hidden="true">
        <span className="share-interval" style={{ left: part(low), width: part(high - low) }} />
        {of > 0 && <span className="share-seen" style={{ left: part(right / of) }} />}
        <span className="share-rule" style={{ left: part(rule) }} />
      </span>
      <span>
        {right} of {of}; {whole(low)} to {whole(high)} %
        <span className="visually-hidden">; the rule “more in the middle”: {whole(rule)} %</span>
      </span>
    </>
  );
}

const part = (share: number) => `${(100 * share).toFixed(1)}%`;
const whole = (share: number) => String(Math.round(100 * share));

/** What a score says of guessing, in two sentences. */
export function verdictOf({ right, of }: Score): string {
  const { low, high } = wilsonInterval(right, of);
  const coin = 100 * atLeast(right, of);
  const chance = coin < 0.1 ? 'less than 0.1' : coin.toFixed(1);
  const compared = `A coin does at least as well in ${chance} % of all studies of this length`;
  if (low > 0.5) return `${compared}: you can tell them apart, at least sometimes.`;
  if (high < 0.5)
    return `${compared}: you chose the random network’s map more often than chance would.`;
  return `${compared}: guessing is not excluded, and neither is a share of ${whole(high)} %.`;
}
