import type { ReactElement } from 'react';
import type { QuizItem } from '#quiz/items.ts';
import { toleranceWords } from '#quiz/toleranceWords.ts';
import { Html } from '#quiz/view/Html.tsx';
import { printedCloze } from '../printedCloze.ts';

/** Where an item is answered on paper: boxes to tick, gaps to fill, menus written out. */
export function PrintedItem({ item }: { item: QuizItem }): ReactElement {
  switch (item.kind) {
    case 'truefalse':
      return (
        <ul className="print-options" data-row>
          <li>True</li>
          <li>False</li>
        </ul>
      );
    case 'choice':
    case 'choices':
      return (
        <ul className="print-options" data-several={item.kind === 'choices'}>
          {item.options.map(({ id, html }) => (
            <li key={id}>
              <Html as="span" html={html} />
            </li>
          ))}
        </ul>
      );
    case 'numeric':
      return (
        <p className="print-answer">
          Answer <span className="print-gap" /> {item.variant.unit}{' '}
          <span className="print-menu">{toleranceWords(item.variant)}</span>
        </p>
      );
    case 'cloze':
      return (
        <>
          <Html className="print-cloze" html={printedCloze(item)} />
          {item.blanks.map(
            ({ name, options }, index) =>
              options !== null && (
                <p key={name} className="print-menu">
                  {item.blanks.length > 1 && <sup>{index + 1}</sup>} one of: {options.join(' · ')}
                </p>
              ),
          )}
        </>
      );
    case 'order':
      return (
        <>
          <p className="print-menu">Number the steps from 1 to {item.steps.length}.</p>
          <ul className="print-options">
            {item.steps.map(({ id, html }) => (
              <li key={id}>
                <Html as="span" html={html} />
              </li>
            ))}
          </ul>
        </>
      );
    case 'match':
      return (
        <div className="print-match">
          <ul>
            {item.lefts.map(({ id, html }) => (
              <li key={id}>
                <span className="print-gap" /> <Html as="span" html={html} />
              </li>
            ))}
          </ul>
          <ol type="A">
            {item.rights.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ol>
        </div>
      );
  }
}
