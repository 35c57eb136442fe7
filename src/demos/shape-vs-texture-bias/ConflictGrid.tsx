import { CLASSES, SIDE } from '#numerics/conflict/figure.ts';
import { silhouettes } from '#numerics/conflict/silhouette.ts';
import { surfaces } from '#numerics/conflict/surface.ts';
import { study } from '#numerics/conflict/trial.ts';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { figureName } from './names.ts';
import { cellAnswers } from './shownRun.ts';

interface Props {
  /** What the network answers to all conflicts. */
  answers: readonly number[];
  contrast: number;
  src: string;
  cell: Cell;
  variant: number;
  onCell: (cell: Cell) => void;
  onVariant: (variant: number) => void;
}

const numbers = Array.from({ length: CLASSES }, (_, i) => i);

/** The sixteen mixtures of four silhouettes and four textures, and how the network decides them. */
export function ConflictGrid(props: Props) {
  const { answers, src, cell, variant, onCell, onVariant } = props;
  const own = cellAnswers(answers, cell.row, cell.column);
  const answer = own[variant];
  const name = figureName(cell.row, cell.column);
  const cue = answer === cell.row ? 'shape' : answer === cell.column ? 'texture' : 'neither cue';
  const at = {
    row: Math.floor((cell.row + 0.5) * SIDE),
    column: Math.floor((cell.column + 0.5) * SIDE),
  };
  const cellAt = ({ row, column }: Cell) => ({
    row: Math.floor(row / SIDE),
    column: Math.floor(column / SIDE),
  });
  return (
    <div className="conflict-grid">
      <figure className="demo-picture">
        <figcaption>Pick a mixture</figcaption>
        <PixelImage
          width={CLASSES * SIDE}
          height={CLASSES * SIDE}
          src={src}
          label="Four silhouettes in rows, four textures in columns"
          role="input"
          size={272}
          onPick={(pixel) => onCell(cellAt(pixel))}
          pick={at}
          units={{
            rows: CLASSES,
            columns: CLASSES,
            at: cell,
            name: figureName(cell.row, cell.column),
            onMove: onCell,
          }}
          boxes={[
            {
              row: cell.row * SIDE,
              column: cell.column * SIDE,
              width: SIDE,
              height: SIDE,
              cursor: true,
            },
          ]}
        />
      </figure>
      <div className="conflict-facts">
        <Slider
          label="drawn as number"
          value={variant + 1}
          min={1}
          max={study.perCell}
          onChange={(value) => onVariant(value - 1)}
        />
        <p className="map-facts">
          {answer === undefined ? (
            <>A {name}: no conflict, its cues agree.</>
          ) : (
            <>
              This {name} is called a <strong>{figureName(answer, answer)}</strong>: by {cue}.
            </>
          )}
        </p>
        <table className="conflict-counts">
          <caption>By shape : by texture, of {study.perCell}</caption>
          <thead>
            <tr>
              <td />
              {surfaces.map((surface) => (
                <th key={surface} scope="col">
                  {surface}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {numbers.map((row) => (
              <tr key={row}>
                <th scope="row">{silhouettes[row]}</th>
                {numbers.map((column) => (
                  <Count key={column} answers={answers} row={row} column={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Count({
  answers,
  row,
  column,
}: {
  answers: readonly number[];
  row: number;
  column: number;
}) {
  if (row === column) return <td>agree</td>;
  const own = cellAnswers(answers, row, column);
  const [shape, texture] = [row, column].map((one) => own.filter((given) => given === one).length);
  return (
    <td>
      {shape} : {texture}
    </td>
  );
}
