/**
 * By what the mean squared gradient grows on its way back through one wide random layer of He's rule
 * with batch norm and ReLU: π/(π − 1) = 1.467, as a norm 1.211. Derived in the chapter
 * depth-degradation; that it grows exponentially with depth is shown by Yang et al. (2019).
 */
export const growthPerLayer = Math.PI / (Math.PI - 1);
