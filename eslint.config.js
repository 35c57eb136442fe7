import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

const ground = ['numerics', 'book'];
const tools = ['runtime', 'progress', 'ui', ...ground];
const parts = ['search', 'offline', 'mdx', 'demos', 'review', 'quiz', ...tools];

/** The arrows of the house: each folder of src, and the other folders that it may import from. */
export const arrows = {
  numerics: [],
  book: [],
  runtime: ground,
  progress: ground,
  ui: ground,
  search: ['book'],
  offline: ['book'],
  demos: tools,
  quiz: tools,
  review: ['quiz', ...tools],
  exam: ['quiz', ...tools],
  mdx: ['demos', 'quiz', ...tools],
  export: ['quiz', ...ground],
  layouts: parts,
  pages: ['layouts', 'export', 'exam', ...parts],
  build: ['search', 'quiz', ...ground],
};

const folders = Object.keys(arrows);

const arrowRules = Object.entries(arrows).map(([folder, allowed]) => {
  const others = folders.filter((other) => other !== folder && !allowed.includes(other));
  const closed = `^#(${others.join('|')})/`;
  const elsewhere = folders.filter((other) => other !== folder).join('|');
  const detour = `^(.*/)?\\.\\./(.*/)?(${elsewhere})/`;
  const message = `src/${folder} may import only from: ${allowed.join(', ') || 'itself'}.`;
  return {
    files: [`src/${folder}/**/*.{ts,tsx,astro}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: closed, message },
            { regex: detour, message: 'Import from another folder by its name, such as #book/….' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...[
          [closed, message],
          [detour, 'Import from another folder by its name, such as #book/….'],
        ].flatMap(([pattern, text]) => {
          const regex = `/${pattern.replaceAll('/', '\\/')}/`;
          return [
            { selector: `ImportExpression > Literal[value=${regex}]`, message: text },
            { selector: `ImportExpression TemplateElement[value.raw=${regex}]`, message: text },
          ];
        }),
      ],
    },
  };
});

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.astro/',
      '.cache/',
      'node_modules/',
      'training/',
      'tests/fixtures/',
      'public/',
    ],
  },
  ...tseslint.configs.recommended,
  ...astro.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: 'error',
    },
  },
  { files: ['tests/run.ts', 'bench/**'], rules: { 'no-console': 'off' } },
  ...arrowRules,
);
