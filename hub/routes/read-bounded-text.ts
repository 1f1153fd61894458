// A request's body as text, up to a limit and no further.
import { readBytes } from '../../model/read-bytes.ts';

/** Undefined where it is longer or no UTF-8. */
export async function readBoundedText(request: Request, limitBytes: number): Promise<string | undefined> {
  const bytes = await readBytes(request, limitBytes);
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
