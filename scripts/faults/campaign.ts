// What every fault campaign is given and gives back.

export type CampaignOptions = {
  runs: number;
  seed: number;
  /** A folder of the campaign's own, empty, removed afterwards. */
  workDir: string;
  /** One line of progress. */
  tell(line: string): void;
};

/** The campaign's last line; `control` says what proves that the fault really bites. */
export type CampaignResult = {
  runs: number;
  /** Events that the kiosk said were on the disk. */
  acknowledged: number;
  lost: number;
  double: number;
  control: number;
  pass: boolean;
  [figure: string]: number | boolean | string;
};

/** The campaign cannot run on this machine; the sentence says why. Exit 2. */
export class CannotRun extends Error {}

/** Chance that a seed repeats exactly (mulberry32). */
export function makeChance(seed: number) {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    next,
    /** A whole number from 0 up to but without `limit`. */
    below: (limit: number) => Math.floor(next() * limit),
    uuid(): string {
      const hex = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
      const parts = [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20),
      ];
      return parts.join('-');
    },
  };
}
export type Chance = ReturnType<typeof makeChance>;
