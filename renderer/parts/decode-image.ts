/** Fetches and decodes a picture, so that it is there in the frame that shows it; rejects where it cannot be had. */
export function decode(address: string): Promise<void> {
  const image = new Image();
  image.src = address;
  return image.decode();
}
