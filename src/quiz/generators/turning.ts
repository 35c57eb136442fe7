import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { display, matrixTex, rowTex } from './tex.ts';

/** Rotations of the plane by rational numbers, in tenths. */
const rotations: [[number, number], ...[number, number][]] = [
  [6, 8],
  [8, 6],
  [6, -8],
  [8, -6],
];

/** One unit of a layer of two after a rotation. */
export const turnedUnitItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const [c, s] = draw.oneOf(...rotations);
  const phi: [number, number] = [5 * draw.whole(1, 4), 5 * draw.whole(1, 4)];
  const unit = draw.whole(0, 1);
  const q = [
    [c / 10, s / 10],
    [-s / 10, c / 10],
  ];
  const times = (row: readonly number[]) =>
    Math.round((row[0] ?? 0) * phi[0] + (row[1] ?? 0) * phi[1]);
  const answer = times(q[unit] ?? []);
  const byColumns = times(q.map((row) => row[unit] ?? 0));
  const other = times(q[1 - unit] ?? []);
  return {
    promptMarkdown: `Two units have the values $\\varphi=${rowTex(phi)}$ on an image, both behind the ReLU. The layer is turned by${display(
      `Q=${matrixTex(q)}.`,
    )}What is the value of new unit ${unit + 1} of $Q\\varphi$?`,
    given: { q, phi, unit: unit + 1 },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [byColumns, 'You went down a column, which is $Q^\\mathsf{T}\\varphi$. Take the row.'],
      [other, 'That is the other unit.'],
      [
        Math.max(0, answer),
        'Q stands behind the ReLU, so new values may be negative; nothing cuts them off.',
      ],
      [phi[unit] ?? 0, 'That is the old unit. The new one is a mixture.'],
    ]),
    feedbackMarkdown: `New unit ${unit + 1} is row ${unit + 1} of $Q$ times $\\varphi$.`,
    explanationMarkdown: `$${q[unit]?.[0] ?? 0}\\cdot${phi[0]}${(q[unit]?.[1] ?? 0) < 0 ? '' : '+'}${q[unit]?.[1] ?? 0}\\cdot${phi[1]}=${answer}$. The next weights, multiplied by $Q^\\mathsf{T}$, get the same scores out of it.`,
  };
};
