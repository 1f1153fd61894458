// One small file of JSON that survives a power cut: written beside itself, synced, renamed.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { noStep, writeDurably } from '../editions/durable-files.ts';

export type JsonFile<Value> = {
  read(): Value;
  /** Throws what the disk says; then the old content stands. */
  write(value: Value): void;
};

/**
 * `empty`: what stands where there is no file yet. A file that cannot be read as `schema` is told
 * of once and counts as `damaged`, which may be stricter than `empty`.
 */
export function keepJson<Value>(options: {
  path: string;
  schema: z.ZodType<Value>;
  empty: Value;
  damaged?: Value;
  /** Readable by its owner only. */
  isSecret?: boolean;
  tell(line: string): void;
}): JsonFile<Value> {
  const { path, schema, tell } = options;
  let kept: { value: Value } | undefined;

  function readFile(): Value {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return options.empty;
      tell(`${path} cannot be read: ${String(error)}`);
      return options.damaged ?? options.empty;
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      tell(`${path} is damaged and set aside: ${String(error)}`);
      return options.damaged ?? options.empty;
    }
  }

  return {
    read: () => (kept ??= { value: readFile() }).value,
    write(value) {
      writeDurably(path, JSON.stringify(value, null, 1), noStep, options.isSecret ? 0o600 : 0o644);
      kept = { value };
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
