// What a telephone reads from the code without any network: the exhibition's title, the boards
// that were read, a closing line.

/** So many bytes make a code that a telephone reads at arm's length from the glass. */
export const maxTakeAwayBytes = 400;
export const maxTakeAwayBoards = 5;

/** The boards that are named: the last five that were opened, in the order of the walk. */
export function boardsToTake(opened: readonly string[]): string[] {
  return opened.slice(-maxTakeAwayBoards);
}

/**
 * Lines of text, at most `maxTakeAwayBytes` as UTF-8 unless title and closing alone are longer.
 * Every board is named before any has its warning; a warning stands whole or not at all.
 */
export function writeTakeAway(
  title: string,
  boards: readonly { title: string; warning: string }[],
  closing: string,
  colon: string,
): string {
  const lines: string[] = [];
  const write = (some: readonly string[]) => [title, ...some, closing].join('\n');
  const fits = (some: readonly string[]) => sizeBytes(write(some)) <= maxTakeAwayBytes;
  for (const board of boards) {
    if (fits([...lines, board.title])) lines.push(board.title);
  }
  for (const board of boards) {
    const at = lines.indexOf(board.title);
    const warned = `${board.title}${colon}${board.warning}`;
    if (at >= 0 && fits(lines.with(at, warned))) lines[at] = warned;
  }
  return write(lines);
}

function sizeBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
