import astro from 'eslint-plugin-astro';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import tseslint from 'typescript-eslint';

const browserFiles = ['src/**/*.client.ts', 'src/**/*.worker.ts'];

export default tseslint.config(
  { ignores: ['dist/', '.astro/', '.generated/', 'data/', 'node_modules/', 'public/', 'db/migrations/'] },
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  ...astro.configs['jsx-a11y-recommended'],
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A drizzle query that is not awaited never runs and says nothing.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          checkThenables: true,
          // A reply is a thenable that has already been sent.
          allowForKnownSafePromises: [{ from: 'package', name: 'FastifyReply', package: 'fastify' }],
        },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['scripts/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  {
    files: browserFiles,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', '#db/*', '#src/server/*'], message: 'This file runs in the browser.' },
          ],
        },
      ],
    },
  },
  { plugins: { 'jsx-a11y-x': jsxA11y } },
);
