// A request's body as text, up to a limit and no further, and not for ever.
import { readWithin } from './read-body.ts';

export type TextOutcome =
  { kind: 'text'; text: string } | { kind: 'too-large' } | { kind: 'cut-off' } | { kind: 'not-text' };

/** `cut-off`: it broke off, or came so slowly that it was given up. */
export async function readBoundedText(
  request: Request,
  { limitBytes, withinMs }: { limitBytes: number; withinMs: number },
): Promise<TextOutcome> {
  const read = await readWithin(request, limitBytes, withinMs).catch(() => undefined);
  if (read === undefined || read.kind === 'too-slow') return { kind: 'cut-off' };
  if (read.kind === 'too-large') return read;
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(read.bytes) };
  } catch {
    return { kind: 'not-text' };
  }
}
