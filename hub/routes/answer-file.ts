// A file to be kept by whoever asked for it. Its name is said in a way that no name can break out of.
import { Readable } from 'node:stream';

type FileAnswer = { bytes: Readable; name: string; media: string; sizeBytes: number };

export function answerFile({ bytes, name, media, sizeBytes }: FileAnswer): Response {
  // Node's and the DOM's types name the same object.
  const body = Readable.toWeb(bytes) as unknown as ReadableStream<Uint8Array>;
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return new Response(body, {
    headers: {
      'Content-Type': media,
      'Content-Length': String(sizeBytes),
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    },
  });
}
