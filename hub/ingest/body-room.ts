// How much may be on its way at once, by what the requests say of their bodies: thousands that say little
// and say it slowly keep nobody out, and those that promise much are few.

export type BodyRoom = {
  /** Undefined where there is no room for it; else called once, when the body is here or given up. */
  enter(request: Request): (() => void) | undefined;
};

/** `unstatedBytes`: what a body is taken for that does not say how long it is. */
export function makeBodyRoom(limits: { bytes: number; unstatedBytes: number }): BodyRoom {
  let promised = 0;

  function readLength({ headers }: Request): number {
    const stated = headers.get('Content-Length');
    const isStated =
      stated !== null && /^\d{1,15}$/.test(stated) && headers.get('Transfer-Encoding') === null;
    return isStated ? Math.min(Number(stated), limits.unstatedBytes) : limits.unstatedBytes;
  }

  return {
    enter(request) {
      const bytes = readLength(request);
      if (promised + bytes > limits.bytes) return undefined;
      promised += bytes;
      return () => void (promised -= bytes);
    },
  };
}
