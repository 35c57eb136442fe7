/**
 * A mark for each class: a shape as well as a colour. What is built is solid (airplane, automobile,
 * ship, truck), what lives is hollow.
 */
const SOLID = ['circle', 'square', 'triangle', 'diamond'] as const;
const HOLLOW = [...SOLID, 'plus', 'cross'] as const;

export interface Mark {
  shape: (typeof HOLLOW)[number];
  hollow: boolean;
}

/** The classes of CIFAR-10 that are vehicles, in its order. */
const VEHICLES = [0, 1, 8, 9];

/** The mark of the class with this number; of groups that are no classes, the first ones are solid. */
export function markOf(label: number): Mark {
  const vehicle = VEHICLES.indexOf(label);
  if (vehicle >= 0) return { shape: SOLID[vehicle] ?? 'circle', hollow: false };
  const animal = label - 2;
  return { shape: HOLLOW[animal % HOLLOW.length] ?? 'circle', hollow: true };
}

/** The outline of a mark with this radius at a place, as part of an SVG path, in whole numbers. */
export function markPath({ shape }: Mark, x: number, y: number, r: number): string {
  const [left, top] = [Math.round(x), Math.round(y)];
  const s = Math.round(0.85 * r);
  const d = Math.round(1.2 * r);
  switch (shape) {
    case 'circle':
      return `M${left - r} ${top}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`;
    case 'square':
      return `M${left - s} ${top - s}h${2 * s}v${2 * s}h-${2 * s}z`;
    case 'triangle':
      return `M${left} ${top - d}l${d} ${d + s}h-${2 * d}z`;
    case 'diamond':
      return `M${left} ${top - d}l${d} ${d}-${d} ${d}-${d}-${d}z`;
    case 'plus':
      return `M${left} ${top - d}v${2 * d}m-${d}-${d}h${2 * d}`;
    case 'cross':
      return `M${left - s} ${top - s}l${2 * s} ${2 * s}m0-${2 * s}l-${2 * s} ${2 * s}`;
  }
}
