import type { ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { BarPlot } from '#ui/BarPlot.tsx';
import { dayName, shortDayName } from '../day.ts';
import { forecast, history } from '../outlook.ts';
import type { Review } from './useReview.ts';

const days = 30;

/** The thirty days ahead and the thirty behind. */
export default function Plots({
  index,
  review: { state, today },
}: {
  index: BankIndex;
  review: Review;
}): ReactElement {
  const ahead = forecast(index, state, today, days);
  const behind = history(state, today, days);
  const expected = ahead.reduce((sum, { due }) => sum + due, 0);
  const remembered = behind.reduce((sum, entry) => sum + entry.remembered, 0);
  const asked = remembered + behind.reduce((sum, entry) => sum + entry.forgotten, 0);
  const met = behind.reduce((sum, entry) => sum + entry.first, 0);
  const share = asked === 0 ? '' : ` (${Math.round((100 * remembered) / asked)}\u00a0%)`;
  return (
    <div className="review-plots">
      <section>
        <h2>The next {days} days</h2>
        <BarPlot
          series={[{ name: 'due', role: 'prediction' }]}
          bars={ahead.map(({ day, due }) => ({ ...namesOf(day), counts: [due] }))}
          nameEvery={7}
          description={`${counted(expected)} ${expected === 1 ? 'comes' : 'come'} up in the next ${days} days, not counting those you have yet to meet.`}
        />
      </section>
      <section>
        <h2>The last {days} days</h2>
        <BarPlot
          series={[
            { name: 'remembered', role: 'output' },
            { name: 'forgotten', role: 'kernel', hatched: true },
            { name: 'met first', role: 'input' },
            { name: 'again the same day' },
          ]}
          bars={behind.map((entry) => ({
            ...namesOf(entry.day),
            counts: [entry.remembered, entry.forgotten, entry.first, entry.repeats],
          }))}
          nameEvery={7}
          description={`Of ${counted(asked)} asked again on a later day, ${remembered} ${remembered === 1 ? 'was' : 'were'} remembered${share}. ${counted(met)} met for the first time.`}
        />
      </section>
    </div>
  );
}

function counted(items: number): string {
  return items === 1 ? '1 item' : `${items} items`;
}

function namesOf(day: number): { name: string; short: string } {
  return { name: dayName(day), short: shortDayName(day) };
}
