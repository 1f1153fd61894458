// The page in which the film is drawn: it is told a moment and answers with its pixels.
import { shotAt, shots, type ShotName } from '../timing.ts';
import { ease } from './motion.ts';
import { loadProps } from './props.ts';
import { toYuv420 } from './to-yuv420.ts';
import {
  drawBridge,
  drawEnd,
  drawHome,
  drawKnot,
  drawLampOut,
  drawRewind,
  drawRopeShot,
} from './shots-after.ts';
import { drawBanquet, drawCourtyard, drawGift, drawKeys, drawTitle, type DrawShot } from './shots-before.ts';

const drawn: Record<ShotName, DrawShot> = {
  title: drawTitle,
  gift: drawGift,
  courtyard: drawCourtyard,
  banquet: drawBanquet,
  keys: drawKeys,
  rope: drawRopeShot,
  bridge: drawBridge,
  lampOut: drawLampOut,
  rewind: drawRewind,
  knot: drawKnot,
  home: drawHome,
  end: drawEnd,
};

/** How long each shot still shows the one before it; 0 is a cut. */
const mixSeconds: Record<ShotName, number> = {
  title: 0,
  gift: 0.9,
  courtyard: 0.9,
  banquet: 0.7,
  keys: 0.7,
  rope: 0.8,
  bridge: 0.9,
  lampOut: 0.9,
  rewind: 0,
  knot: 0,
  home: 0.9,
  end: 1.1,
};

export interface FilmPage {
  /** Sends the frames `from` up to `until` at `framesPerSecond` to the script, in order. */
  send(from: number, until: number, framesPerSecond: number, pixels: 'yuv420' | 'rgba'): Promise<void>;
}

declare global {
  interface Window {
    openFilm(width: number, height: number): Promise<FilmPage>;
  }
}

window.openFilm = async (width, height) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('no canvas to draw on');
  const props = await loadProps(width, height);
  const drawShot = (on: CanvasRenderingContext2D, name: ShotName, at: number, second: number) => {
    on.setTransform(1, 0, 0, 1, 0, 0);
    on.globalAlpha = 1;
    on.globalCompositeOperation = 'source-over';
    on.imageSmoothingQuality = 'medium';
    drawn[name](on, props, at, second);
  };
  return {
    async send(from, until, framesPerSecond, pixels) {
      let sending = Promise.resolve();
      for (let frame = from; frame < until; frame++) {
        const second = frame / framesPerSecond;
        const shot = shotAt(second);
        const at = second - shot.start;
        drawShot(ctx, shot.name, at, second);
        const before = shots[shots.indexOf(shot) - 1];
        const left = 1 - ease(at, 0, mixSeconds[shot.name]);
        if (before && mixSeconds[shot.name] > 0 && left > 0) {
          drawShot(props.beside, before.name, second - before.start, second);
          ctx.save();
          ctx.globalAlpha = left;
          ctx.drawImage(props.beside.canvas, 0, 0);
          ctx.restore();
        }
        const { data } = ctx.getImageData(0, 0, width, height);
        // While one frame is on its way the next is drawn.
        await sending;
        sending = sendFrame(pixels === 'rgba' ? data : toYuv420(data, width, height), frame);
      }
      await sending;
    },
  };
};

async function sendFrame(body: Uint8ClampedArray<ArrayBuffer>, frame: number): Promise<void> {
  const answer = await fetch('/frame', { method: 'POST', body });
  if (!answer.ok) throw new Error(`frame ${frame} was not taken`);
}
