// What was asked of this process and how it went: one line each for the log, and sums for /metrics.
// Only the noun of an address is told, never an id, a query or anything that somebody wrote.

export type Answered = {
  method: string;
  /** `/v1/batches`, `/api/people`; `(other)` for what is no route of the hub. */
  route: string;
  status: number;
  ms: number;
  /** Who asked, as far as the server knows. */
  address: string;
};

export type RequestSum = { route: string; status: number; count: number; seconds: number };
export type RequestWatch = {
  note(request: Request, status: number, took: { ms: number; address: string }): void;
  sums(): readonly RequestSum[];
};

type WatchDeps = {
  /** Of every route: `/api/people/:person`. */
  paths: readonly string[];
  onAnswered(answered: Answered): void;
};

/** What a monitor asks all day long is in the sums only. */
const unlogged: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

export function watchRequests({ paths, onAnswered }: WatchDeps): RequestWatch {
  const nouns = new Set(paths.map(nounOf));
  const sums = new Map<string, RequestSum>();
  return {
    note({ method, url }, status, { ms, address }) {
      const noun = nounOf(new URL(url).pathname);
      const route = nouns.has(noun) ? noun : '(other)';
      const key = `${route} ${status}`;
      const sum = sums.get(key) ?? { route, status, count: 0, seconds: 0 };
      sums.set(key, { ...sum, count: sum.count + 1, seconds: sum.seconds + ms / 1000 });
      if (!unlogged.has(route)) onAnswered({ method, route, status, ms: Math.round(ms), address });
    },
    sums: () => [...sums.values()],
  };
}

function nounOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}
