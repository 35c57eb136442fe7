import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { DrawingPad } from '#ui/DrawingPad.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { swatches } from '#ui/swatches.ts';

const nothing = () => undefined;
const values = [
  [1, -2],
  [0, 4],
];

describe('a grid, on the server', () => {
  it('is a plain table of its numbers when there is nothing to do in it', () => {
    const html = renderToString(<EditableGrid values={values} title="K" label="kernel" />);
    expect(html).toContain('<table');
    expect(html).not.toMatch(/role="grid"|tabindex/i);
    expect(html).toContain('−2');
  });

  it('has one stop for the Tab key, and a name for each cell', () => {
    const html = renderToString(
      <EditableGrid values={values} title="K" label="kernel" onChange={nothing} />,
    );
    expect(html.match(/tabindex="0"/gi)).toHaveLength(1);
    expect(html.match(/tabindex="-1"/gi)).toHaveLength(3);
    expect(html).toContain('aria-label="−2, row 0, column 1"');
  });

  it('carries role, position, sign, magnitude and highlight of each cell for the style sheet', () => {
    const html = renderToString(
      <EditableGrid
        values={values}
        title="K"
        label="kernel"
        role="kernel"
        highlights={[{ row: 0, column: 1, weight: 0.5 }]}
      />,
    );
    expect(html).toContain('data-role="kernel"');
    expect(html).toMatch(
      /data-r="0" data-c="1" data-sign="negative" data-lit="true"[^>]*--share:0.5;--weight:0.5/,
    );
  });
});

describe('a line plot, on the server', () => {
  const html = renderToString(
    <LinePlot
      series={[
        {
          name: 'loss',
          role: 'kernel',
          points: [
            [0, 1],
            [1, 0.1],
            [2, 0],
            [3, 0.01],
          ],
        },
        {
          name: 'best',
          points: [
            [0, 0.5],
            [3, 0.5],
          ],
        },
      ]}
      x={{ title: 'step' }}
      y={{ title: 'loss', kind: 'log' }}
      description="The loss falls from 1 to 0.01 in three steps."
    />,
  );

  it('says in words what it shows, and names each line at its end', () => {
    expect(html).toMatch(/<figcaption[^>]*>The loss falls from 1 to 0.01 in three steps\.</);
    expect(html).toMatch(/plot-names.*loss.*best/s);
  });

  it('tells lines apart by dashes too', () => {
    const dashes = [...html.matchAll(/stroke-dasharray="([^"]*)"/g)].map(([, dash]) => dash);
    expect(new Set(dashes).size).toBe(2);
  });

  it('draws a lone point as a dot', () => {
    const lone = renderToString(
      <LinePlot
        series={[{ name: 'loss', points: [[0, 1]] }]}
        x={{ title: 'step' }}
        y={{ title: 'loss', kind: 'log' }}
        description="The loss before the first step is 1."
      />,
    );
    expect(lone).toMatch(/class="plot-line"[^>]* d="M\d+ \d+h0"/);
  });

  it('breaks a line where a logarithmic axis cannot show it', () => {
    expect(html).toContain('d="M0 0l333 500M1000 1000"');
  });
});

describe('controls, on the server', () => {
  it('a slider shows label, symbol and value', () => {
    const html = renderToString(
      <Slider
        label="step size"
        symbol="η"
        value={0.02}
        min={0}
        max={0.1}
        step={0.01}
        onChange={nothing}
      />,
    );
    expect(html.replaceAll('<!-- -->', '')).toMatch(
      /step size.*η =.*value="0.02".*aria-valuetext="0.02"/s,
    );
  });

  it('a choice is a group of radio buttons under its legend', () => {
    const html = renderToString(
      <Choice
        label="padding"
        options={[
          { value: 'valid', label: 'valid' },
          { value: 'same', label: 'same' },
        ]}
        value="same"
        onChange={nothing}
      />,
    );
    expect(html).toMatch(/<fieldset.*<legend[^>]*>padding/s);
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });

  it('play, pause and the steps have names', () => {
    const html = renderToString(
      <Play label="window" playing onPlaying={nothing} onStep={nothing} position="1 of 9" />,
    );
    expect(html).toMatch(/Step back.*Pause.*Step on.*1 of 9/s);
  });
});

describe('an image of pixels, on the server', () => {
  const data = { kind: 'signed' as const, pixels: [1, -1, 0, 0.5] };

  it('is a picture with its text alternative, whole without JavaScript', () => {
    const html = renderToString(<PixelImage width={2} height={2} data={data} label="an edge" />);
    expect(html).toMatch(/<img class="pixels" src="data:image\/png;base64,[^"]+" alt="an edge"/);
  });

  it('as a control can be reached by the Tab key and says where it is', () => {
    const html = renderToString(
      <PixelImage
        width={2}
        height={2}
        data={data}
        label="an edge"
        onPick={nothing}
        pick={{ row: 1, column: 0 }}
      />,
    );
    expect(html).toMatch(/tabindex="0"/i);
    expect(html).toContain('an edge. Row 1, column 0. Arrow keys move.');
  });

  it('has its scale beside it, with numbers', () => {
    const html = renderToString(<ColourScale kind="signed" scale={2} label="gradient" />);
    expect(html).toMatch(/−2.*0.*\+.*2/s);
  });
});

describe('a drawing pad, on the server', () => {
  const pixels = new Uint8Array(4 * 3 * 3).fill(255);
  const html = renderToString(
    <DrawingPad
      width={4}
      height={3}
      pixels={pixels}
      background={pixels}
      onChange={nothing}
      title="Your drawing"
      label="Canvas to draw on"
    >
      beside it
    </DrawingPad>,
  ).replaceAll('<!-- -->', '');

  it('shows the drawing, one stop of the Tab key, and says how it is used by keyboard', () => {
    expect(html).toMatch(/role="application"[^>]*aria-label="Canvas to draw on"[^>]*tabindex="0"/i);
    expect(html).toMatch(/<img class="pixels" src="data:image\/png;base64,/);
    const [, hint] = /aria-describedby="([^"]+)"/.exec(html) ?? [];
    expect(html).toContain(`id="${hint}">4 by 3 pixels. Arrow keys move the cursor`);
  });

  it('names every colour, and puts what belongs beside the canvas before the tools', () => {
    for (const name of Object.keys(swatches)) expect(html).toContain(`aria-label="${name}"`);
    expect(html.indexOf('beside it')).toBeLessThan(html.indexOf('eraser'));
  });

  it('offers no step back before anything is drawn', () => {
    expect(html.match(/aria-disabled="true"/g)).toHaveLength(3);
  });
});
