// JSON whose texts PostgreSQL can keep: a zero character is none to it, and nobody writes one on purpose.

/** Parses `text`, leaving zero characters out of its strings. Throws SyntaxError. */
export function parsePlainJson(text: string): unknown {
  if (!text.includes(String.raw`\u0000`)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  );
}
