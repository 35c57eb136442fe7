import type { AstroIntegration } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** Hydrate at the first touch, or at once if the address has a state under this key. */
    'client:touched'?: string;
  }
}

/** Adds `client:touched`: an island that costs nothing until the reader reaches for it. */
export function clientTouched(): AstroIntegration {
  return {
    name: 'client-touched',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => {
        addClientDirective({ name: 'touched', entrypoint: './src/build/touched.ts' });
      },
    },
  };
}
