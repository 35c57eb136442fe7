import type { ReactElement } from 'react';
import { browserProgress } from '#progress/browser.ts';
import type { Settings } from '../settings.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const news = [0, 5, 10, 15, 20, 30, 50, 100];
const shares = [0.8, 0.85, 0.9, 0.95];

/** When a day begins, how much that is new, and how much may be forgotten. */
export function SettingsForm({ settings }: { settings: Settings }): ReactElement {
  const set = (change: Partial<Settings>): void =>
    browserProgress().append({ type: 'review-settings', ...settings, ...change });
  const { dayTurnsAt, newPerDay, retention } = settings;
  return (
    <div className="review-settings">
      <label>
        New items a day{' '}
        <select
          value={newPerDay}
          onChange={(event) => set({ newPerDay: Number(event.currentTarget.value) })}
        >
          {[...new Set([...news, newPerDay])]
            .sort((a, b) => a - b)
            .map((count) => (
              <option key={count}>{count}</option>
            ))}
        </select>
      </label>
      <label>
        To be remembered when they come up{' '}
        <select
          value={retention}
          onChange={(event) => set({ retention: Number(event.currentTarget.value) })}
        >
          {[...new Set([...shares, retention])]
            .sort((a, b) => a - b)
            .map((share) => (
              <option key={share} value={share}>
                {Math.round(share * 100)}&nbsp;%
              </option>
            ))}
        </select>
      </label>
      <p>A change of this share sets every date anew, from all you have graded so far.</p>
      <label>
        A new day begins at{' '}
        <select
          value={dayTurnsAt}
          onChange={(event) => set({ dayTurnsAt: Number(event.currentTarget.value) })}
        >
          {hours.map((hour) => (
            <option key={hour} value={hour}>
              {String(hour).padStart(2, '0')}:00
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
