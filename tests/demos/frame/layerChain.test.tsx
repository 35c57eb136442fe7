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
    expect(draggedTo(middles, 2, 9)).toBe(0);
    expect(draggedTo(middles, 2, 29)).toBe(1);
    expect(draggedTo(middles, 2, 31)).toBe(2);
    expect(draggedTo(middles, 0, 131)).toBe(3);
    expect(draggedTo(middles, 0, -50)).toBe(0);
    expect(draggedTo(middles, 3, 500)).toBe(3);
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
