/** Order of ids and days, the same on every system: by code units, not by a language. */
export const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
