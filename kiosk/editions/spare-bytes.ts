/** Left free beside what is unpacked: the visits come first. */
export const spareBytes = 128 * 1024 ** 2;
