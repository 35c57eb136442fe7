/** The ways of computing that the book ships, best guess first. */
export const BACKENDS = ['wasm', 'webgl', 'cpu'] as const;

/** A way of computing: WebAssembly, the graphics card, or plain JavaScript. */
export type Backend = (typeof BACKENDS)[number];

/** Whether a text names a backend of the book. */
export function isBackend(text: string | null | undefined): text is Backend {
  return BACKENDS.some((backend) => backend === text);
}
