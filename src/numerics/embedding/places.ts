/** The places of the book's network at which the chapter looks, from the pixels to the logits. */
export const places = ['input', 'pool1', 'pool2', 'conv4', 'conv5', 'average', 'logits'] as const;

export type Place = (typeof places)[number];

/** How many neighbours vote, and are compared. */
export const NEIGHBOURS = 10;
