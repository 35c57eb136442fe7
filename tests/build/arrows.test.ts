import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const eslint = new ESLint({ cwd: root });
const rules = new Set(['no-restricted-imports', 'no-restricted-syntax']);

/** What lint says of the imports of `code`, if it stood in `file` of src. */
async function said(file: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: `${root}src/${file}` });
  const messages = results.flatMap((result) => result.messages);
  const broken = messages.find((message) => message.fatal);
  if (broken) throw new Error(broken.message);
  return messages.filter(({ ruleId }) => rules.has(ruleId ?? '')).map(({ message }) => message);
}

describe('lint stops an import against the arrows', () => {
  test.each([
    ['numerics/x.ts', "import { a } from '#book/a.ts';\n"],
    ['numerics/conv/x.ts', "import { a } from '#runtime/a.ts';\n"],
    ['book/x.ts', "import { a } from '#mdx/a.ts';\n"],
    ['ui/X.tsx', "import { a } from '#runtime/a.ts';\n"],
    ['demos/a/X.tsx', "import { a } from '#quiz/a.ts';\n"],
    ['quiz/x.ts', "import { a } from '#demos/frame/a.ts';\n"],
    ['mdx/X.astro', "---\nimport A from '#layouts/A.astro';\n---\n\n<A />\n"],
    ['runtime/x.ts', "import type { A } from '#progress/a.ts';\n"],
    ['runtime/x.ts', "export { a } from '#progress/a.ts';\n"],
    ['runtime/x.ts', "export * from '#ui/a.ts';\n"],
    ['runtime/x.ts', "export const a = () => import('#progress/a.ts');\n"],
    ['runtime/x.ts', 'export const a = () => import(`#progress/a.ts`);\n'],
  ])('in src/%s: %j', async (file, code) => {
    const folder = file.split('/')[0] ?? '';
    expect(await said(file, code)).toEqual([
      expect.stringContaining(`src/${folder} may import only from: `),
    ]);
  });

  test.each([
    ['runtime/x.ts', "import { a } from '../progress/a.ts';\n"],
    ['runtime/deep/er/x.ts', "import { a } from '../../../progress/a.ts';\n"],
    ['runtime/x.ts', "import { a } from './../progress/a.ts';\n"],
    ['runtime/x.ts', "import { a } from '../../src/progress/a.ts';\n"],
    ['runtime/x.ts', "export const a = () => import('../progress/a.ts');\n"],
    // Not against the arrows, but hidden from them.
    ['runtime/x.ts', "import { a } from '../numerics/a.ts';\n"],
  ])('by a relative detour in src/%s: %j', async (file, code) => {
    expect(await said(file, code)).toEqual([
      expect.stringContaining('Import from another folder by its name, such as #book/….'),
    ]);
  });
});

describe('lint lets pass', () => {
  test.each([
    ['runtime/x.ts', "import { a } from '#numerics/a.ts';\n"],
    ['demos/a/X.tsx', "import { a } from '#runtime/a.ts';\n"],
    ['demos/a/X.tsx', "export const a = () => import('#progress/a.ts');\n"],
    ['pages/x.astro', "---\nimport A from '#layouts/A.astro';\n---\n\n<A />\n"],
    ['numerics/conv/x.ts', "import { a } from '../book.ts';\nimport { b } from './b.ts';\n"],
    ['numerics/conv/x.ts', "import { a } from '#numerics/wasm/a.ts';\n"],
    ['numerics/x.ts', "import * as tf from '@tensorflow/tfjs-core';\n"],
  ])('in src/%s: %j', async (file, code) => expect(await said(file, code)).toEqual([]));
});
