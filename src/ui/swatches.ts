/** The colours to draw with, as `#rrggbb`. */
export const swatches: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  grey: '#808080',
  red: '#c8281e',
  yellow: '#f0c832',
  green: '#328c3c',
  blue: '#326ec8',
  brown: '#784b28',
};

/** Red, green and blue of `#rrggbb`, 0 to 255. */
export function rgbOf(hex: string): [red: number, green: number, blue: number] {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** What a colour is called: the name of its swatch, or `#rrggbb`. */
export function colourName([red = 0, green = 0, blue = 0]: ArrayLike<number> &
  Iterable<number>): string {
  const hex = `#${((1 << 24) | (red << 16) | (green << 8) | blue).toString(16).slice(1)}`;
  return Object.keys(swatches).find((name) => swatches[name] === hex) ?? hex;
}
