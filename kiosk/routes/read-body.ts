// A request's body as text, up to a limit and no further: ten megabytes are refused after 256 KiB.
import { readBytes } from '../../model/read-bytes.ts';

export type BodyOutcome = { kind: 'read'; text: string } | { kind: 'too-large' } | { kind: 'not-utf8' };

export async function readBoundedBody(request: Request, limitBytes: number): Promise<BodyOutcome> {
  const bytes = await readBytes(request, limitBytes);
  if (!bytes) return { kind: 'too-large' };
  try {
    return { kind: 'read', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'not-utf8' };
  }
}
