/** A layer of the book's network: image side, kernel side, channels in and out. */
export interface BenchLayer {
  name: string;
  side: number;
  kernelSide: number;
  cin: number;
  cout: number;
}

/** The convolutions of the book's network, all 'same' with stride 1. */
export const layers: BenchLayer[] = [
  layer(32, 5, 3, 32),
  layer(16, 3, 32, 64),
  layer(16, 3, 64, 64),
  layer(8, 3, 64, 128),
  layer(8, 3, 128, 128),
];

export const batches = [1, 32];

/** How many images the whole network is timed on: as many as the book's gallery has. */
export const MANY = 500;

function layer(side: number, kernelSide: number, cin: number, cout: number): BenchLayer {
  const name = `${side}×${side}, ${kernelSide}×${kernelSide}×${cin}→${cout}`;
  return { name, side, kernelSide, cin, cout };
}
