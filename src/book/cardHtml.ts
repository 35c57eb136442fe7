import { getBook } from './getBook.ts';
import { href } from './href.ts';
import { renderInline } from './markdown.ts';
import type { Card } from './schemas.ts';

/** What a kind of card is called on the page. */
export const cardKinds: Record<Card['kind'], string> = {
  truefalse: 'True or false',
  cloze: 'Fill the gap',
  short: 'Short answer',
  list: 'List',
  steps: 'Steps in order',
  definition: 'Definition',
  row: 'Table row',
};

/** The answer of a card as the deck has it, and under it what its usual wording gets wrong. */
export function cardAnswerHtml(card: Card): string {
  const points = card.answer.map(renderInline);
  const list = card.kind === 'steps' ? 'ol' : 'ul';
  const truth = card.truth === undefined ? '' : card.truth ? 'True.' : 'False.';
  return [
    truth && `<p class="card-truth">${truth}</p>`,
    points.length === 1
      ? `<p>${points[0] ?? ''}</p>`
      : `<${list}>${points.map((point) => `<li>${point}</li>`).join('')}</${list}>`,
    card.answerNote && `<p class="card-note">${renderInline(card.answerNote)}</p>`,
    card.corrections.length > 0 &&
      `<div class="card-corrections"><p class="block-kind">What the usual wording gets wrong</p>${correctionsHtml(card.corrections)}</div>`,
  ]
    .filter(Boolean)
    .join('');
}

/** Corrections with their sources, as a list. */
export function correctionsHtml(corrections: Card['corrections']): string {
  const { references } = getBook();
  const cite = (key: string): string => {
    const { plain = '', short = key } = references.get(key) ?? {};
    return `<a class="cite" href="${href(`/references/#${key}`)}" data-tip="${escape(plain)}">${escape(short)}</a>`;
  };
  const items = corrections.map(
    ({ text, refs }) => `<li>${renderInline(text)} ${refs.map(cite).join(', ')}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
