// How loud a film may be: four steps, the loudest of them bounded for a hall where others talk.

/** From silent to the loudest, as the player takes them (0 to 1). The ear hears even steps. */
const volumes = [0, 0.2, 0.45, 0.8] as const;

export const volumeSteps = volumes.length;
export const firstVolumeStep = 2;

/** The volume of a step; a step that there is not is the nearest one. */
export function volumeOf(step: number): number {
  return volumes[nearestStep(step)] ?? 0;
}

export function nearestStep(step: number): number {
  return Math.min(volumeSteps - 1, Math.max(0, Math.round(step)));
}
