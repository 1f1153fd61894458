// A pack of 2 GB with 2,000 films in it, which are a true header and noise: nothing that a zip could
// squeeze, and everything that must be read, hashed and written.
import { randomFillSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFile } from '../../pack/build-edition.ts';
import { makeSmallPack, type SmallPack } from '../../pack/testing/small-pack.ts';
import { webmHeader } from '../../pack/testing/write-film.ts';
import { writeManifest, zipPackFolder } from '../../pack/write-pack.ts';
import type { Say } from './figures.ts';

export const bigPackFiles = 2_000;
const fileBytes = 1_000_000;

export interface BigPack extends SmallPack {
  sizeBytes: number;
}

export async function makeBigPack(say: Say): Promise<BigPack> {
  const small = await makeSmallPack();
  const dir = join(small.folder, 'media', 'bulk');
  mkdirSync(dir);
  const bytes = Buffer.alloc(fileBytes);
  const files = [...small.manifest.files];
  for (let index = 0; index < bigPackFiles; index += 1) {
    if (index % 500 === 0) say(`pack: making film ${index} of ${bigPackFiles}`);
    randomFillSync(bytes);
    webmHeader.copy(bytes);
    const name = `media/bulk/film-${String(index).padStart(4, '0')}.webm`;
    writeFileSync(join(small.folder, name), bytes);
    files.push(describeFile(small.folder, name));
  }
  const manifest = { ...small.manifest, files };
  writeManifest(small.folder, manifest, small.key.privateKey);
  say('pack: packing 2 GB');
  await zipPackFolder(small.folder, manifest, {
    outFile: small.zip,
    isSigned: true,
    onProgress: (done, total) => {
      if (done % 500 === 0) say(`pack: packed ${done} of ${total} files`);
    },
  });
  rmSync(small.folder, { recursive: true });
  return { ...small, manifest, sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
