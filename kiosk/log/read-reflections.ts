// Reflections as reviewers and the wall need them: the event, its words while they are kept, and
// the last decision. What is private is never among what can be read here.
import { z } from 'zod';
import { audienceSchema } from '../../model/aspects.ts';
import { reviewStates, type ReviewState } from '../../model/reflection.ts';
import type { LogDatabase } from './open-database.ts';

export type Reflection = {
  id: string;
  visitId: string;
  writtenMs: number;
  stopId: string | null;
  consent: 'public' | 'private';
  form: 'text' | 'ciphertext' | 'ink';
  audience: z.infer<typeof audienceSchema> | undefined;
  panel: string | undefined;
  marked: boolean;
  sha256: string;
  /** Text, ink as JSON, or ciphertext in armour; undefined once erased. */
  words: string | undefined;
  state: ReviewState;
  decidedBy: string | undefined;
  decidedMs: number | undefined;
};

export type ReflectionReader = ReturnType<typeof readReflections>;

const bodySchema = z.object({
  consent: z.enum(['public', 'private']),
  form: z.enum(['text', 'ciphertext', 'ink']),
  audience: audienceSchema.optional(),
  panel: z.string().optional(),
  marked: z.boolean(),
  sha256: z.string(),
});
const decisionSchema = z.object({ state: z.enum(reviewStates), by: z.string() });

type Row = {
  event_id: string;
  visit_id: string;
  wall_ms: number;
  stop_id: string | null;
  body: string;
  words: string | null;
  decision: string | null;
  decided_ms: number | null;
};

/** Between kiosks the later decision stands; on one kiosk that is the later row. */
const select = `select e.event_id, e.visit_id, e.wall_ms, e.stop_id, e.body, w.words,
    d.body as decision, d.wall_ms as decided_ms
  from events e
  left join words w on w.event_id = e.event_id
  left join events d on (d.log, d.seq) = (
    select log, seq from events x where x.type = 'review.decided'
      and x.body ->> '$.reflection' = e.event_id order by log desc, seq desc limit 1)
  where e.type = 'reflection.written'`;

export function readReflections(database: LogDatabase) {
  const all = database.prepare<[], Row>(`${select} order by e.log, e.seq`);
  const one = database.prepare<[string], Row>(`${select} and e.event_id = ?`);
  const newest = database.prepare<[number], Row>(
    `${select} and e.body ->> '$.consent' = 'public' and d.body ->> '$.state' = 'approved'
       and w.words is not null order by e.log desc, e.seq desc limit ?`,
  );
  const stopNames = database.prepare<[], { body: string }>(
    "select body from events where visit_id is null and type = 'stop.arrived' order by log, seq",
  );
  return {
    *list(): Generator<Reflection> {
      for (const row of all.iterate()) {
        const reflection = toReflection(row);
        if (reflection) yield reflection;
      }
    },
    find(id: string): Reflection | undefined {
      const row = one.get(id);
      return row && toReflection(row);
    },
    /** What staff approved, newest first. */
    approved: (limit: number): Reflection[] => newest.all(limit).flatMap((row) => toReflection(row) ?? []),
    stopNames(): Map<string, string> {
      const stop = z.object({ stop_id: z.string(), name: z.string() });
      return new Map(
        stopNames.all().flatMap(({ body }) => {
          const parsed = stop.safeParse(JSON.parse(body));
          return parsed.success ? [[parsed.data.stop_id, parsed.data.name] as const] : [];
        }),
      );
    },
  };
}

/** Undefined for a body that a newer program wrote: it stays in the log. */
function toReflection(row: Row): Reflection | undefined {
  const body = bodySchema.safeParse(JSON.parse(row.body));
  if (!body.success) return undefined;
  const decision =
    row.decision === null ? undefined : decisionSchema.safeParse(JSON.parse(row.decision)).data;
  return {
    id: row.event_id,
    visitId: row.visit_id,
    writtenMs: row.wall_ms,
    stopId: row.stop_id,
    ...body.data,
    audience: body.data.audience,
    panel: body.data.panel,
    words: row.words ?? undefined,
    state: decision?.state ?? 'pending',
    decidedBy: decision?.by,
    decidedMs: decision ? (row.decided_ms ?? undefined) : undefined,
  };
}
