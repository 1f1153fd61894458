// A command's way to the kiosk that runs on a data folder.
import { z } from 'zod';
import { findRunningKiosk } from '../kiosk/staff-key.ts';
import { CommandError } from './command.ts';

const refusalSchema = z.object({ error: z.object({ sentence: z.object({ en: z.string() }) }) });

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Undefined where no kiosk runs on the folder. */
export async function callKiosk(dataDir: string): Promise<Ask | undefined> {
  const call = findRunningKiosk(dataDir);
  if (!call || !(await isAnswering(call.url))) return undefined;
  return (path, init) =>
    fetch(new URL(path, call.url), {
      ...init,
      headers: { ...init?.headers, Authorization: `Bearer ${call.key}` },
    });
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** What it says, parsed; throws CommandError with its sentence where it refused. */
export async function readAnswer(answer: Response): Promise<unknown> {
  const value: unknown = await answer.json();
  if (answer.ok) return value;
  const refusal = refusalSchema.safeParse(value);
  throw new CommandError(refusal.data?.error.sentence.en ?? `The kiosk answered ${answer.status}.`);
}
