// A request's body as text, up to a limit and no further.

/** Undefined where it is longer or no UTF-8. */
export async function readBoundedText(request: Request, limitBytes: number): Promise<string | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > limitBytes) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = request.body?.getReader();
  let text = '';
  let sizeBytes = 0;
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      sizeBytes += value.length;
      if (sizeBytes > limitBytes) {
        await reader.cancel();
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
