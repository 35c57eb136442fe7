declare module 'subset-font' {
  /** Cuts a font down to the glyphs of `text`, and a variable font to a range of its axes. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2';
      variationAxes?: Record<string, number | { min: number; max: number; default: number }>;
      /** Leave out the glyphs that only OpenType features reach: small capitals, old-style figures. */
      noLayoutClosure?: boolean;
      /** Leave out the instructions for low-resolution screens. */
      noHinting?: boolean;
    },
  ): Promise<Buffer>;
}
