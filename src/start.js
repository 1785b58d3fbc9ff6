// Written in JavaScript, so that a version of Node that cannot read TypeScript can still say that it is too old.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');
const [major, minor] = process.versions.node.split('.').map(Number);
const [neededMajor, neededMinor] = needed.split('.').map(Number);

if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  process.stderr.write(
    `fin-gateway needs Node ${needed} or newer, but ${process.execPath} is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else {
  await import('./main.ts');
}
