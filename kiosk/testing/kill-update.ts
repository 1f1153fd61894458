// Puts an update in, in a process that kills itself at one of the steps.
// node kill-update.ts DIR FILE KEY.pub.json STEP: prints `put in` when it is, and with a STEP that never
// comes how many there are.
import { readFileSync } from 'node:fs';
import { publicKeySchema } from '../../model/pack.ts';
import { putInProgram } from '../program/put-in-program.ts';
import { testPlatform } from './make-program.ts';

const [dir = '', path = '', keyFile = '', killAt = ''] = process.argv.slice(2);
let steps = 0;
const outcome = await putInProgram({
  path,
  place: { kind: 'folder', dir, running: '1.0.0-00000000' },
  version: '1.0.0',
  platform: testPlatform,
  keys: [publicKeySchema.parse(JSON.parse(readFileSync(keyFile, 'utf8')))],
  today: '2026-11-25',
  again: false,
  atStep() {
    steps += 1;
    if (String(steps) === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
if (outcome.kind !== 'put-in') throw new Error(JSON.stringify(outcome));
console.log('put in', steps);
