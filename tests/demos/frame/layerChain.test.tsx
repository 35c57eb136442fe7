import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { draggedTo } from '#demos/frame/draggedTo.ts';
import { LayerChain } from '#demos/frame/LayerChain.tsx';
import { moveRow } from '#demos/frame/moveRow.ts';
import { keyed } from '#ui/Stepper.tsx';

interface Layer {
  stride: number;
}

function chain(layers: Layer[], complaintAt = -1): string {
  return renderToString(
    <LayerChain<Layer>
      label="Layers"
      layers={layers}
      fieldsOf={({ stride }) => [
        {
          label: 'stride',
          symbol: 's',
          value: stride,
          min: 1,
          max: 4,
          with: (value) => ({ stride: value }),
        },
      ]}
      rowOf={(_, index) => ({
        name: 'Pool',
        facts: [`fact ${index}`],
        complaint: index === complaintAt ? 'Too wide.' : null,
      })}
      kinds={[{ name: 'Pool', layer: { stride: 2 } }]}
      most={3}
      onChange={() => undefined}
    />,
  );
}

describe('a chain of layers', () => {
  it('moves a layer up or down and keeps the order of the others', () => {
    expect(moveRow(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moveRow(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  });

  it('drags a row past every neighbour whose middle the pointer has passed, even at once', () => {
    const middles = [10, 30, 80, 130];
    expect(draggedTo(middles, 2, { from: 80, y: 9 })).toBe(0);
    expect(draggedTo(middles, 2, { from: 80, y: 29 })).toBe(1);
    expect(draggedTo(middles, 2, { from: 80, y: 31 })).toBe(2);
    expect(draggedTo(middles, 0, { from: 10, y: 131 })).toBe(3);
    expect(draggedTo(middles, 0, { from: 10, y: -50 })).toBe(0);
    expect(draggedTo(middles, 3, { from: 130, y: 500 })).toBe(3);
  });

  it.each([
    ['a short row past tall ones', [40, 200, 120, 60], 0, 1],
    ['a tall row past short ones', [200, 40, 60, 40], 0, 1],
    ['a short row up past tall ones', [60, 120, 200, 40], 3, -1],
    ['a tall row up past short ones', [40, 60, 40, 200], 3, -1],
  ])('drags %s without a step back, pixel by pixel as in one move', (_, heights, held, step) => {
    const middlesOf = (rows: readonly number[]) =>
      rows.map((height, i) => rows.slice(0, i).reduce((sum, above) => sum + above, height / 2));
    const start = middlesOf(heights)[held] ?? NaN;
    const end = step > 0 ? heights.reduce((sum, height) => sum + height, 0) : 0;
    let rows: readonly number[] = heights;
    let at = held;
    for (let y = start; step > 0 ? y < end : y > end; y += step) {
      const to = draggedTo(middlesOf(rows), at, { from: y, y: y + step });
      expect(Math.sign(to - at) * step).toBeGreaterThanOrEqual(0);
      rows = moveRow(rows, at, to);
      at = to;
      // Held still, or the layout asked again: it stays.
      expect(draggedTo(middlesOf(rows), at, { from: y + step, y: y + step })).toBe(at);
    }
    expect(at).toBe(draggedTo(middlesOf(heights), held, { from: start, y: end }));
    expect(at).toBe(step > 0 ? heights.length - 1 : 0);
  });

  it('does not put a row back that grew shorter as another passed it', () => {
    // The pointer at 110 has passed the tall row's middle, 120, on the way up; that row loses its
    // maps, and its middle comes to lie above the pointer.
    expect(draggedTo([120, 270], 1, { from: 130, y: 110 })).toBe(0);
    expect(draggedTo([30, 90], 0, { from: 110, y: 105 })).toBe(0);
    expect(draggedTo([30, 90], 0, { from: 105, y: 106 })).toBe(1);
  });

  it('says of each control which layer it is for', () => {
    const html = chain([{ stride: 2 }, { stride: 1 }]);
    expect(html).toContain('aria-label="stride of layer 2, Pool"');
    expect(html).toContain('aria-label="Take out layer 1, Pool"');
    expect(html).toContain('fact 1');
  });

  it('says why a layer does not fit, and fades those after it', () => {
    const html = chain([{ stride: 1 }, { stride: 2 }, { stride: 3 }], 1);
    expect(html).toContain('Too wide.');
    expect(html.match(/data-broken="true"/g)).toHaveLength(1);
    expect(html.match(/data-beyond="true"/g)).toHaveLength(1);
  });

  it('takes no more layers than there may be', () => {
    expect(chain([{ stride: 1 }])).not.toContain('3 layers at most');
    const full = chain([{ stride: 1 }, { stride: 1 }, { stride: 1 }]);
    expect(full).toContain('>3<!-- --> layers at most');
  });

  it('steps a number by the arrow keys and leaves other keys alone', () => {
    const range = { min: 1, max: 7, step: 2 };
    expect(keyed('ArrowUp', 3, range)).toBe(5);
    expect(keyed('ArrowDown', 3, range)).toBe(1);
    expect(keyed('End', 3, range)).toBe(7);
    expect(keyed('4', 3, range)).toBeNull();
  });
});
