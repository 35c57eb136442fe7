/**
 * What can be wrong with a network that was put together badly: nothing; a last layer that was never
 * loaded; two classes' names exchanged; red and blue of the first kernels exchanged; half of the last maps
 * dead.
 */
export const faults = ['none', 'head', 'labels', 'colours', 'dead'] as const;

export type Fault = (typeof faults)[number];
