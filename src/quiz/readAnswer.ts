import type { Answer } from './grade.ts';
import type { QuizItem } from './items.ts';

/**
 * The reader's answer as the item's form holds it. The form is the only place where it is kept, so
 * that what was typed before the page came alive counts.
 */
export function readAnswer(item: QuizItem, form: FormData): Answer {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  switch (item.kind) {
    case 'truefalse': {
      const chosen = text('answer');
      return chosen === '' ? null : chosen === 'true';
    }
    case 'choice':
      return text('answer') || null;
    case 'choices':
    case 'order':
      return form.getAll('answer').filter((value) => typeof value === 'string');
    case 'numeric':
      return text('answer');
    case 'cloze':
      return Object.fromEntries(item.blanks.map(({ name }) => [name, text(name)]));
    case 'match':
      return Object.fromEntries(item.lefts.map(({ id }) => [id, text(id)]));
  }
}
