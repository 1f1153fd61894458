// The program as it travels on a stick: one whole version for one platform, signed with a key by
// which kiosks go for editions too. pack/ reads and writes it, kiosk/program puts it in.
import { z } from 'zod';
import { manifestPath, version } from './pack.ts';

export const programManifestSchema = z.strictObject({
  format: z.literal(1),
  program: z.literal('jingzhong'),
  version,
  /** As Node names it: `linux-x64`. */
  platform: z.string().regex(/^[a-z0-9]{1,20}-[a-z0-9]{1,20}$/),
  files: z
    .array(
      z.strictObject({
        path: manifestPath,
        sizeBytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        isExecutable: z.literal(true).optional(),
      }),
    )
    .min(1),
});
export type ProgramManifest = z.infer<typeof programManifestSchema>;

/** Before the manifest's bytes in what is signed, so that no edition's signature fits a program. */
export const programPrefix = 'jingzhong program 1\n';

/** How an update file is named on a stick. */
export const programFilePattern = /^jingzhong-program-.*\.zip$/i;
