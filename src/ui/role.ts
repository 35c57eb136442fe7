/** The quantity an element shows; fixes its colour and its second carrier everywhere in the book. */
export type Role = 'input' | 'kernel' | 'output' | 'upstream' | 'prediction';
