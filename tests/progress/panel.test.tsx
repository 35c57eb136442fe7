import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import ProgressPanel from '../../src/progress/view/ProgressPanel.tsx';

test('without JavaScript the page of progress says what it needs', () => {
  expect(renderToString(<ProgressPanel>{null}</ProgressPanel>)).toContain('needs JavaScript');
});
