// Reads a request's body up to a limit and no further: ten megabytes are refused after 256 KiB.

export type BodyOutcome = { kind: 'read'; text: string } | { kind: 'too-large' } | { kind: 'not-utf8' };

export async function readBoundedBody(request: Request, limitBytes: number): Promise<BodyOutcome> {
  const stated = request.headers.get('Content-Length');
  if (stated !== null && Number(stated) > limitBytes) return { kind: 'too-large' };
  // A server reads no more than the stated length, so there is nothing left to watch.
  if (stated !== null && request.headers.get('Transfer-Encoding') === null) {
    return decode(new Uint8Array(await request.arrayBuffer()), limitBytes);
  }
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    sizeBytes += value.length;
    if (sizeBytes > limitBytes) {
      await reader.cancel().catch(() => undefined);
      return { kind: 'too-large' };
    }
    parts.push(value);
  }
  return decode(join(parts, sizeBytes), limitBytes);
}

function decode(bytes: Uint8Array, limitBytes: number): BodyOutcome {
  // Where a Request was made in this process, its stated length is only a claim.
  if (bytes.length > limitBytes) return { kind: 'too-large' };
  try {
    return { kind: 'read', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'not-utf8' };
  }
}

function join(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
