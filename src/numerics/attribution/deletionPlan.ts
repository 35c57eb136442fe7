/** The methods whose order of pixels is put to the deletion test; the edges ask no network. */
export const deletionMethods = [
  'gradient',
  'smoothGrad',
  'gradientTimesInput',
  'integratedGradients',
  'edges',
] as const;

/** Which shares of the pixels are gone at the points of a deletion curve: closer together at first. */
export const deletedShares: readonly number[] = [
  0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1,
];
