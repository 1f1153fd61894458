// Tries one spoiled pack after the other and prints a line of JSON for each. Its parent watches the
// clock, and begins again behind the one that it did not survive.
// node child-fuzzer.ts ZIP KEY_FILE BOX_DIR FIRST_SEED COUNT
import { readFileSync } from 'node:fs';
import { publicKeySchema } from '../../../model/pack.ts';
import { tryMutation } from './try-mutation.ts';

const [zip = '', keyFile = '', boxDir = '', first = '0', count = '0'] = process.argv.slice(2);
const whole = readFileSync(zip);
const key = publicKeySchema.parse(JSON.parse(readFileSync(keyFile, 'utf8')));
for (let index = 0; index < Number(count); index += 1) {
  const seed = Number(first) + index;
  console.log(JSON.stringify(await tryMutation({ whole, key, seed, boxDir })));
}
