import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Guesses } from '#demos/frame/Guesses.tsx';
import { MistakenGrid, wrongCells } from '#demos/frame/MistakenGrid.tsx';

describe('predict, then run', () => {
  it('offers its answers as pressed or unpressed buttons under a legend', () => {
    const html = renderToString(
      <Guesses
        label="Your guess"
        options={[
          { value: 'right', label: 'it is right' },
          { value: 'wrong', label: 'it is wrong' },
        ]}
        value="wrong"
        onGuess={() => undefined}
      />,
    );
    expect(html).toMatch(/<fieldset[^>]*><legend[^>]*>Your guess</);
    expect(html).toMatch(/aria-pressed="false"[^>]*>it is right.*aria-pressed="true"[^>]*>it is w/);
  });

  it('frames the entries that are wrong by more than rounding', () => {
    const theorem = [[1, 2, 3]];
    const values = [[1 + 1e-6, 2.5, 3]];
    const wrong = wrongCells(values, theorem);
    expect(wrong).toEqual([{ row: 0, column: 1 }]);
    const html = renderToString(
      <MistakenGrid values={values} theorem={theorem} wrong={wrong} title="t" label="l" />,
    );
    expect(html.match(/data-lit/g)).toHaveLength(1);
    expect(html).toContain('Framed: wrong.');
  });
});
