// How the store says yes and no.

/** 0 or 1: the two databases agree on no boolean. */
export type Flag = 0 | 1;
