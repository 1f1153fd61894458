// Byte ranges of HTTP (RFC 9110, section 14), as a film player asks for them.

export type ByteRange = { first: number; last: number };
export type RangeAnswer = { kind: 'whole' } | { kind: 'part'; range: ByteRange } | { kind: 'unsatisfiable' };

/**
 * Reads a Range header against a file of `sizeBytes`. An open-ended range runs to the end;
 * several ranges, other units and what cannot be read are answered with the whole file,
 * which the RFC allows.
 */
export function readRange(header: string | null, sizeBytes: number): RangeAnswer {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (!match || (from === '' && to === '')) return { kind: 'whole' };
  if (from === '') {
    const suffixBytes = Number(to);
    if (suffixBytes === 0 || sizeBytes === 0) return { kind: 'unsatisfiable' };
    return part(Math.max(0, sizeBytes - suffixBytes), sizeBytes - 1);
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  return first < sizeBytes ? part(first, last) : { kind: 'unsatisfiable' };
}

function part(first: number, last: number): RangeAnswer {
  return { kind: 'part', range: { first, last } };
}
