// What every bench reports: medians and percentiles of what was measured in one run, a ratio
// against a named peer or limit, and one JSON object as its last line (surface.md).

export interface BenchResult {
  bench: string;
  ours: number;
  peer: number | null;
  limit: number | null;
  unit: string;
  /** Ours against the first peer or limit that is named. */
  ratio: number;
  target: number;
  pass: boolean;
  runs: number;
  figures: Record<string, number | string | boolean>;
}

/** The value below which `part` (0 to 1) of the values lie, nearest rank; NaN of nothing. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

export type Say = (line: string) => void;
