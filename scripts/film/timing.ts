// When each shot of the warning film begins, and the moments that picture and sound share.
// Everything is in seconds from the first frame.

export const framesPerSecond = 25;
export const widthPx = 1280;
export const heightPx = 720;

/** In the order in which they are seen; each lasts until the next begins. */
export const shotStarts = {
  title: 0,
  gift: 7,
  courtyard: 24,
  banquet: 33,
  keys: 42,
  rope: 49,
  bridge: 60,
  lampOut: 71,
  rewind: 79,
  knot: 85,
  home: 95.5,
  end: 102.5,
} as const;
export type ShotName = keyof typeof shotStarts;
export const filmSeconds = 108;

/** What is heard when it is seen. */
export const moments = {
  lampLit: 1.2,
  threadFalls: 4.2,
  envelopeComes: 8.4,
  drawerShuts: 20.4,
  sitsDown: 37.6,
  keysSwing: 42.6,
  /** Each thread that comes to the others. */
  strands: [49.4, 50.9, 52.4, 53.7, 54.8],
  ropeTaut: 59,
  bridgeBreaks: 66.2,
  lampDies: 76.6,
  rewindStops: 85,
  threadReddens: 86,
  knotOpens: 90.4,
  lampAgain: 96,
  bell: 103.4,
} as const;

export interface Shot {
  name: ShotName;
  start: number;
  seconds: number;
}

export const shots: Shot[] = Object.entries(shotStarts).map(([name, start], index, all) => ({
  name: name as ShotName,
  start,
  seconds: (all[index + 1]?.[1] ?? filmSeconds) - start,
}));

/** The shot that is seen at `second`. */
export function shotAt(second: number): Shot {
  const shot = shots.findLast(({ start }) => start <= second) ?? shots[0];
  if (!shot) throw new Error('the film has no shots');
  return shot;
}
