import type { Answer } from './grade.ts';
import type { QuizItem } from './items.ts';

/**
 * Puts an answer back into the fields of its item: what `readAnswer` read there. The order of steps
 * is not in fields but in the item; see `inOrder`.
 */
export function fillAnswer(form: HTMLFormElement, answer: Answer): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    if (field.name === '') continue;
    if (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)) {
      const chosen = Array.isArray(answer) ? answer : [String(answer)];
      field.checked = chosen.includes(field.value);
    } else if (field.type !== 'hidden') {
      field.value =
        typeof answer === 'string'
          ? answer
          : typeof answer === 'object' && answer !== null && !Array.isArray(answer)
            ? (answer[field.name] ?? '')
            : '';
    }
  }
}

/** The item as its reader left it: with the steps of an order item in the order of the answer. */
export function inOrder(item: QuizItem, answer: Answer): QuizItem {
  if (item.kind !== 'order' || !Array.isArray(answer)) return item;
  const steps = answer.flatMap((id) => item.steps.filter((step) => step.id === id));
  return steps.length === item.steps.length ? { ...item, steps } : item;
}
