import type { Grade } from './grade.ts';
import type { NumericVariant, QuizItem } from './items.ts';

/** How far the reader is with one item, in this round. */
export interface ItemSession {
  /** The last answer's grade, or why it could not be graded; null before and after a reset. */
  grade: Grade | null;
  /** Whether the first graded answer was right; null before. It is what the round's result counts. */
  first: boolean | null;
  /** Whether the last graded answer was right. */
  now: boolean;
  /** Numbers drawn anew, in place of those of the page; null before. */
  variant: NumericVariant | null;
  /** Grows when the fields are to be emptied. */
  fresh: number;
}

/** One round through a chapter's quiz. */
export interface Session {
  round: number;
  items: Readonly<Record<string, ItemSession>>;
}

export type SessionAction =
  | { type: 'graded'; item: string; grade: Grade }
  | { type: 'changed'; item: string }
  | { type: 'new-numbers'; item: string; variant: NumericVariant }
  | { type: 'start-over' };

const untouched: ItemSession = { grade: null, first: null, now: false, variant: null, fresh: 0 };

export function startSession(items: readonly QuizItem[]): Session {
  return { round: 1, items: Object.fromEntries(items.map(({ id }) => [id, untouched])) };
}

export function itemSession(session: Session, id: string): ItemSession {
  return session.items[id] ?? untouched;
}

/** The session after an action of the reader. */
export function nextSession(session: Session, action: SessionAction): Session {
  if (action.type === 'start-over')
    return {
      round: session.round + 1,
      items: Object.fromEntries(
        Object.entries(session.items).map(([id, item]) => [
          id,
          { ...untouched, variant: item.variant, fresh: item.fresh + 1 },
        ]),
      ),
    };
  const item = itemSession(session, action.item);
  return {
    ...session,
    items: { ...session.items, [action.item]: nextItem(item, action) },
  };
}

function nextItem(
  item: ItemSession,
  action: Exclude<SessionAction, { type: 'start-over' }>,
): ItemSession {
  switch (action.type) {
    case 'graded': {
      const { grade } = action;
      if (!grade.graded) return { ...item, grade };
      return { ...item, grade, first: item.first ?? grade.correct, now: grade.correct };
    }
    case 'changed':
      // The feedback stays for reading; only the marks on the fields no longer hold.
      return item.grade?.graded === true
        ? { ...item, grade: { ...item.grade, marks: {} } }
        : { ...item, grade: null };
    case 'new-numbers':
      return { ...item, grade: null, variant: action.variant, fresh: item.fresh + 1 };
  }
}

/** The result so far. The round is finished when every item has been answered once. */
export interface Tally {
  of: number;
  answered: number;
  rightAtFirst: number;
  rightNow: number;
  finished: boolean;
}

export function tally(session: Session): Tally {
  const items = Object.values(session.items);
  const answered = items.filter((item) => item.first !== null).length;
  return {
    of: items.length,
    answered,
    rightAtFirst: items.filter((item) => item.first === true).length,
    rightNow: items.filter((item) => item.now).length,
    finished: items.length > 0 && answered === items.length,
  };
}
