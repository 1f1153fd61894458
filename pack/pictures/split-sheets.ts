// A paper-cut picture is one SVG whose sheets are `<g class="sheet" id="…">`, back to front.
// The theatre moves at most five of them, so neighbours are drawn together.

/** The most layers that the board in front may carry (design: rasterised ahead, then moved). */
export const maxLayers = 5;

/** The same SVG once for each layer, back to front, with only that layer's sheets in it. */
export function splitSheets(svg: string): string[] {
  const sheets = findSheets(svg);
  if (sheets.length === 0) return [svg];
  return groupSheets(sheets).map((group) => {
    const keep = new Set(group);
    let text = '';
    let from = 0;
    for (const sheet of sheets) {
      text += svg.slice(from, sheet.start);
      if (keep.has(sheet)) text += svg.slice(sheet.start, sheet.end);
      from = sheet.end;
    }
    return text + svg.slice(from);
  });
}

interface Sheet {
  start: number;
  end: number;
}

function findSheets(svg: string): Sheet[] {
  const sheets: Sheet[] = [];
  for (const match of svg.matchAll(/<g class="sheet"/g)) {
    sheets.push({ start: match.index, end: endOfGroup(svg, match.index) });
  }
  return sheets;
}

function endOfGroup(svg: string, start: number): number {
  let depth = 0;
  for (const tag of svg.slice(start).matchAll(/<g[\s>]|<\/g>/g)) {
    depth += tag[0] === '</g>' ? -1 : 1;
    if (depth === 0) return start + tag.index + tag[0].length;
  }
  throw new Error('a sheet of the picture is not closed');
}

/** The lamp alone, then the rest in up to four runs of neighbours, the nearest runs the shortest. */
function groupSheets(sheets: Sheet[]): Sheet[][] {
  const [light, ...rest] = sheets;
  if (!light) return [];
  const runs = Math.min(maxLayers - 1, rest.length);
  const groups: Sheet[][] = [[light]];
  let taken = 0;
  for (let run = 0; run < runs; run++) {
    const size = Math.ceil((rest.length - taken) / (runs - run));
    groups.push(rest.slice(taken, taken + size));
    taken += size;
  }
  return groups;
}
