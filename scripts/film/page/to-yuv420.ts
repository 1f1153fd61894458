// Pixels as an encoder wants them: one brightness a pixel, two colours for every four (BT.709,
// video range). It is a third of the bytes, and they have a long way to go.

/** `width` and `height` are even; returns Y, then U, then V. */
export function toYuv420(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const size = width * height;
  const yuv = new Uint8ClampedArray((size * 3) / 2);
  let at = 0;
  for (let pixel = 0; pixel < size; pixel++, at += 4) {
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    yuv[pixel] = 16 + 0.1826 * red + 0.6142 * green + 0.062 * blue;
  }
  const row = width * 4;
  let colour = size;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, colour++) {
      const a = y * row + x * 4;
      const red = sumOfFour(rgba, a, row) / 4;
      const green = sumOfFour(rgba, a + 1, row) / 4;
      const blue = sumOfFour(rgba, a + 2, row) / 4;
      yuv[colour] = 128 - 0.1006 * red - 0.3386 * green + 0.4392 * blue;
      yuv[colour + size / 4] = 128 + 0.4392 * red - 0.3989 * green - 0.0403 * blue;
    }
  }
  return yuv;
}

function sumOfFour(rgba: Uint8ClampedArray, at: number, row: number): number {
  return (rgba[at] ?? 0) + (rgba[at + 4] ?? 0) + (rgba[at + row] ?? 0) + (rgba[at + row + 4] ?? 0);
}
