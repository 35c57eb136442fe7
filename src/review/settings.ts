import type { ProgressEvent, ReviewSettings } from '#progress/log.ts';

export type Settings = Omit<ReviewSettings, 'type'>;

/** Before the reader chooses: days turn at four in the morning, for those who read late. */
export const defaultSettings: Settings = { dayTurnsAt: 4, newPerDay: 15, retention: 0.9 };

/** The settings in force. */
export function settingsOf(events: readonly ProgressEvent[]): Settings {
  const last = events.findLast((event) => event.type === 'review-settings');
  if (last?.type !== 'review-settings') return defaultSettings;
  const { dayTurnsAt, newPerDay, retention } = last;
  return { dayTurnsAt, newPerDay, retention };
}
