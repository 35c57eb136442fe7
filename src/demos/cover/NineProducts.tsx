import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import type { Cell, Matrix } from '#ui/matrix.ts';
import { weightRange } from './state.ts';

export interface NineProductsProps {
  pixels: Matrix;
  kernel: Matrix;
  products: Matrix;
  onWeight: (cell: Cell, value: number) => void;
}

/** What happens under the window, written out: nine pixels times nine weights. */
export function NineProducts({ pixels, kernel, products, onWeight }: NineProductsProps) {
  return (
    <>
      <div className="cover-pixels">
        <EditableGrid
          values={pixels}
          title="nine pixels"
          label="The nine pixels under the window, 0 is black and 255 is white"
          role="input"
          scale={255}
        />
      </div>
      <span className="cover-sign">×</span>
      <EditableGrid
        values={kernel}
        onChange={onWeight}
        range={weightRange}
        title="nine weights"
        label="The nine weights of the kernel"
        role="kernel"
        format={(value) => formatNumber(value, 2)}
      />
      <span className="cover-sign">=</span>
      <div className="cover-products">
        <EditableGrid
          values={products}
          title="nine products"
          label="The nine products of pixel and weight"
        />
      </div>
    </>
  );
}
