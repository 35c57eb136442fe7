/** Shiki's themes for code, both with AAA contrast on their own paper. */
export const codeThemes = {
  light: 'github-light-high-contrast',
  dark: 'github-dark-high-contrast',
} as const;
