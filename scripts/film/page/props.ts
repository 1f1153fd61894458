// Everything that the film's shots draw with, loaded before the first frame.
import { cutTitleSheet } from './cuttings.ts';
import { drawSvg, loadPicture, type Picture } from './theatre.ts';

export interface Props {
  envelope: Picture;
  courtyard: Picture;
  banquet: Picture;
  keys: Picture;
  bridge: Picture;
  bell: ImageBitmap;
  titleSheet: OffscreenCanvas;
  /** For a shot that is mixed into another. */
  beside: CanvasRenderingContext2D;
}

const titleWords = '警钟';
export const lastWords = '慎始';

/** `share` of full size: a small look at the film needs no large sheets. */
export async function loadProps(width: number, height: number): Promise<Props> {
  const share = width / 1280;
  await document.fonts.load('900 226px "Noto Serif SC Variable"', titleWords + lastWords);
  const bell = await (await fetch('/art/bell.svg')).text();
  const [envelope, courtyard, banquet, keys, bridge] = [
    await loadPicture('envelope', 2.3 * share),
    await loadPicture('courtyard', 2.3 * share),
    await loadPicture('banquet', 1.9 * share),
    await loadPicture('keys', 1.9 * share),
    await loadPicture('bridge', 2 * share),
  ];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const beside = canvas.getContext('2d', { willReadFrequently: true });
  if (!beside) throw new Error('no canvas to draw on');
  return {
    envelope,
    courtyard,
    banquet,
    keys,
    bridge,
    bell: await drawSvg(bell.replace('<svg ', '<svg width="1040" height="1400" '), 1040, 1400),
    titleSheet: cutTitleSheet(titleWords, 1520, 900),
    beside,
  };
}
