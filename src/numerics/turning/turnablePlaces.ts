/** Where units can be turned: maps of the book's network that the next weights take as they are. */
export const turnablePlaces = ['pool1', 'conv2', 'pool2', 'conv4', 'conv5'] as const;

export type TurnablePlace = (typeof turnablePlaces)[number];
