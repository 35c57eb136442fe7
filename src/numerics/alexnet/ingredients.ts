/** What AlexNet had and others had not, as switches: those of `training/experiments/small_alexnet.py`. */
export interface Ingredients {
  activation: 'relu' | 'tanh';
  /** α of local response normalisation; null for none. */
  response: number | null;
  /** Half of the hidden dense units silenced at each step. */
  dropout: boolean;
  /** Pooling windows 3×3, two apart, instead of 2×2. */
  overlap: boolean;
  /** Pictures shifted and mirrored by chance. */
  crops: boolean;
  /** Colours shifted by chance along their principal components. */
  colour: boolean;
}

/** Nothing but convolutions, pooling and dense layers. */
export const bare: Ingredients = {
  activation: 'relu',
  response: null,
  dropout: false,
  overlap: false,
  crops: false,
  colour: false,
};
