import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import remarkMath from 'remark-math';
import { clientTouched } from './src/build/clientTouched.ts';
import { contentCheck } from './src/build/contentCheck.ts';
import { dropTex } from './src/build/dropTex.ts';
import { fontSubset } from './src/build/fontSubset.ts';
import { leanWasm } from './src/build/leanWasm.ts';
import { offlineWorker } from './src/build/offlineWorker.ts';
import { searchIndex } from './src/build/searchIndex.ts';
import { woff2Only } from './src/build/woff2Only.ts';
import { codeThemes } from './src/mdx/codeThemes.ts';
import { rehypeBase } from './src/book/rehypeBase.ts';
import { rehypeMath } from './src/book/rehypeMath.ts';
import { rehypeUnits } from './src/book/rehypeUnits.ts';

const base = process.env.BASE_PATH ?? '/';

export default defineConfig({
  base,
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath],
      rehypePlugins: [rehypeUnits, rehypeMath, [rehypeBase, { base }]],
    }),
    shikiConfig: { themes: codeThemes, defaultColor: 'light-dark()' },
  },
  integrations: [
    contentCheck(),
    clientTouched(),
    mdx(),
    react(),
    searchIndex(),
    dropTex(),
    fontSubset(),
    offlineWorker({ base }),
  ],
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      styleDirective: {
        resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }],
      },
    },
  },
  build: { inlineStylesheets: 'never' },
  vite: {
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    // TensorFlow.js repeats its licence above each of its 200 modules; /about/ gives it once.
    worker: {
      format: 'es',
      plugins: () => [leanWasm()],
      rolldownOptions: { output: { comments: { legal: false } } },
    },
    plugins: [woff2Only()],
  },
});
