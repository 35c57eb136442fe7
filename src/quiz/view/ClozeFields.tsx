import { useEffect, useRef, type ReactElement } from 'react';
import type { Marks } from '../grade.ts';
import type { ClozeItem } from '../items.ts';

interface Props {
  item: ClozeItem;
  marks: Marks;
}

/**
 * The text with its blanks. The fields are part of the rendered Markdown, where React does not see
 * them, so marks are put on them by hand.
 */
export function ClozeFields({ item, marks }: Props): ReactElement {
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const field of text.current?.querySelectorAll<HTMLElement>('.quiz-blank') ?? []) {
      const right = marks[field.getAttribute('name') ?? ''];
      if (right === undefined) {
        field.removeAttribute('aria-invalid');
        delete field.dataset['right'];
      } else {
        field.setAttribute('aria-invalid', String(!right));
        field.dataset['right'] = String(right);
      }
    }
  }, [marks]);
  return (
    <div ref={text} className="quiz-cloze" dangerouslySetInnerHTML={{ __html: item.textHtml }} />
  );
}
