// Reads a request's body up to a limit and no further: ten megabytes are refused after the first few.

/** Undefined where there is more. Throws what a broken connection throws. */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array | undefined> {
  const stated = request.headers.get('Content-Length');
  if (stated !== null && Number(stated) > limitBytes) return undefined;
  // A server reads no more than the stated length, so there is nothing left to watch.
  if (stated !== null && request.headers.get('Transfer-Encoding') === null) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    // Where a Request was made in this process, its stated length is only a claim.
    return bytes.length > limitBytes ? undefined : bytes;
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
      return undefined;
    }
    parts.push(value);
  }
  return join(parts, sizeBytes);
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
