import type { ReactElement } from 'react';

interface Props {
  html: string;
  as?: 'div' | 'span';
  className?: string;
  id?: string;
}

/** HTML that the build made from the author's Markdown. */
export function Html({ html, as: Tag = 'div', className, id }: Props): ReactElement {
  return <Tag className={className} id={id} dangerouslySetInnerHTML={{ __html: html }} />;
}
