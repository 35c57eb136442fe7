import type { Role } from './roles.ts';

/** What an author's macro stands for. `#1` is its argument, if it takes one. */
export interface Macro {
  tex: string;
  /** The quantity whose colour it has. */
  role?: Role;
}

/** The author's macros. A quantity with a role is always written through its macro. */
export const macros: Readonly<Record<string, Macro>> = {
  '\\R': { tex: '\\mathbb{R}' },
  '\\X': { tex: 'X', role: 'input' },
  '\\x': { tex: 'x', role: 'input' },
  '\\K': { tex: 'K', role: 'kernel' },
  '\\Y': { tex: 'Y', role: 'output' },
  '\\G': { tex: 'G', role: 'upstream' },
  '\\pred': { tex: '#1', role: 'prediction' },
  '\\inputof': { tex: '#1', role: 'input' },
  '\\kernelof': { tex: '#1', role: 'kernel' },
  '\\outputof': { tex: '#1', role: 'output' },
  '\\upstream': { tex: '#1', role: 'upstream' },
  '\\dK': { tex: '\\frac{\\partial L}{\\partial K}', role: 'kernel' },
  '\\dX': { tex: '\\frac{\\partial L}{\\partial X}', role: 'input' },
};
