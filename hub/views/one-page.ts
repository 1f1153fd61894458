// Rows come a page at a time, by where the page before ended, so that the last page is as quick as the
// first. One more is asked for than is shown: that tells whether there is another page.

const rowsAPage = 100;
export const rowsAskedFor = rowsAPage + 1;

/** `found`: up to one more than `most`. `toPlace`: where a row stands, for the page after it. */
export function cutPage<Row>(
  found: readonly Row[],
  toPlace: (row: Row) => string,
  most = rowsAPage,
): { page: readonly Row[]; next: string | null } {
  const page = found.slice(0, most);
  const last = found.length > most ? page.at(-1) : undefined;
  return { page, next: last ? toPlace(last) : null };
}
