// Longer work that staff start on the kiosk: one at a time, with its progress, its outcome, and a way
// to stop it.
import { z } from 'zod';
import { languageSchema } from './language.ts';

const path = z.string().min(1).max(4_096);

export const startJobSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('check'), pack: path }),
  z.strictObject({ do: z.literal('load'), pack: path, goBack: z.boolean().default(false) }),
  /** Every table, or the closing report of one stop, into a folder of its own on the stick. */
  z.strictObject({
    do: z.literal('export'),
    stick: path,
    language: languageSchema,
    stopId: z.string().max(80).optional(),
  }),
  z.strictObject({ do: z.literal('carry-out'), stick: path }),
  z.strictObject({ do: z.literal('take-in'), stick: path }),
  z.strictObject({ do: z.literal('diagnostics'), stick: path }),
  /** A technician's: the program itself, from an update file. `again`: also the version that runs. */
  z.strictObject({ do: z.literal('update'), program: path, again: z.boolean().default(false) }),
]);
export type StartJob = z.infer<typeof startJobSchema>;

/** What a finding of a pack's check says, in both languages. */
export type JobFinding = { severity: 'error' | 'warning'; place: string; zh: string; en: string };

export type JobOutcome =
  | { kind: 'checked'; findings: JobFinding[]; title: string }
  | { kind: 'loaded'; title: string; isUnsigned: boolean }
  | { kind: 'refused'; findings: JobFinding[] }
  /** The kiosk restarts by itself. */
  | { kind: 'updated'; version: string }
  | { kind: 'written'; folder: string; files: string[] }
  | { kind: 'carried'; events: number }
  | { kind: 'nothing-new' }
  | { kind: 'taken'; acknowledgements: number; refused: number }
  | { kind: 'stopped' }
  /** `code` of an AppError, with its sentences; or of the stick: `ENOSPC`, `EROFS`, `gone`. */
  | { kind: 'failed'; code: string; zh?: string; en?: string };

export type Job = {
  id: string;
  do: StartJob['do'];
  done: number;
  total: number;
  what: string;
  /** Undefined while it runs. */
  outcome?: JobOutcome;
};
