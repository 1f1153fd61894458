// A signed pack of a dozen files: too little to be an exhibition, but quick to be read, so that a
// thousand spoiled copies of it can be.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SmallPack } from '../../../pack/testing/small-pack.ts';
import { writeManifest, zipPackFolder } from '../../../pack/write-pack.ts';

const kept =
  /^(screening\.json|media\/(bridge|circle)\/.*|source\/(prompts\.yaml|lexicon\.txt|panels\/bridge\.yaml|cases\/bridge\/.*|pictures\/bridge\.svg))$/;

export async function makeLeanPack(whole: SmallPack, outFile: string): Promise<void> {
  const folder = join(whole.dir, 'lean');
  const files = whole.manifest.files.filter(({ path }) => kept.test(path));
  for (const { path } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(whole.folder, path), join(folder, path));
  }
  const manifest = { ...whole.manifest, files };
  writeManifest(folder, manifest, whole.key.privateKey);
  await zipPackFolder(folder, manifest, { outFile, isSigned: true, onProgress: () => undefined });
}
