import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';

/** Runs every check there is, in order, and ends with one line: `N passed, N failed`. */
const root = join(import.meta.dirname, '..');
const report = join(root, '.cache/vitest.json');
mkdirSync(join(root, '.cache'), { recursive: true });

const checks = [
  { name: 'types', command: ['astro', 'check', '--minimumFailingSeverity', 'warning'] },
  { name: 'lint and import arrows', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'formatting', command: ['prettier', '--check', '.', '--log-level', 'warn'] },
];

const browser = await findBrowser((line) => console.log(line));
console.log(`Browser: ${browser.executablePath} (${browser.why})`);

let passed = 0;
let failed = 0;
for (const { name, command } of checks) {
  console.log(`\n— ${name}`);
  const code = await run(command);
  if (code === 0) passed += 1;
  else failed += 1;
  console.log(code === 0 ? `${name}: passed` : `${name}: FAILED`);
}

console.log('\n— unit, property, content, site and browser tests');
const vitestCode = await run([
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
const result = readReport();
passed += result.numPassedTests;
failed += result.numFailedTests;
if (vitestCode !== 0 && result.numFailedTests === 0) failed += 1;

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run([program = '', ...args]: string[]): Promise<number> {
  const bin = join(root, 'node_modules/.bin', program);
  return new Promise((resolve) => {
    const child = spawn(bin, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, CHROME_PATH: browser.executablePath, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function readReport(): { numPassedTests: number; numFailedTests: number } {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as ReturnType<typeof readReport>;
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}
