// A canvas that one finger writes on. The first pointer writes and all others are ignored, until
// it is lifted: a palm or a neighbour's finger leaves no trace. What was written is kept as lines
// on a page, so that a canvas of another size or sharpness shows the same page again.
import { storeInk, type Ink } from '../../../model/ink.ts';
import { countPoints, dipNib, drawPiece, withoutWidths, type InkLine, type Nib } from './draw-ink.ts';

export interface InkSurface {
  /** Takes the last stroke back; right after `clear`, everything that was cleared comes again. */
  undo(): void;
  clear(): void;
  /** Forgets all, for good: what was written is used, or its writer is gone. */
  reset(): void;
  /** The strokes so far, flat coordinates in the page's own units. */
  strokes(): number[][];
  /** As it is kept, see `storeInk`; undefined while there is nothing. Takes some time after long writing. */
  read(mostBytes?: number): Ink | undefined;
  stop(): void;
}

export interface InkState {
  strokeCount: number;
  canUndo: boolean;
  isWriting: boolean;
}

export interface InkSurfaceOptions {
  /** The usual width of a line, in rem: it grows with the screen, as everything does. */
  lineRem: number;
  /** After every stroke's start and end, and after undo, clear and reset. */
  onChange(state: InkState): void;
}

/** A finger of which nothing was heard for so long has left, though the screen did not say so. */
const silentMs = 2_000;
/** Drawing a page again may take so much of a frame; long writing comes back over several. */
const redrawMs = 6;

interface Page {
  width: number;
  height: number;
}

export function openInkSurface(canvas: HTMLCanvasElement, options: InkSurfaceOptions): InkSurface {
  const drawn = requireContext(canvas);
  let lines: InkLine[] = [];
  let cleared: InkLine[] = [];
  let page: Page = { width: 1, height: 1 };
  /** How the page lies on the canvas: whole, in the middle, in CSS pixels. */
  let view = { scale: 1, left: 0, top: 0 };
  let writer: { id: number; nib: Nib; heardMs: number; box: DOMRect } | undefined;
  let frame = 0;

  const tell = () =>
    options.onChange({
      strokeCount: lines.length,
      canUndo: lines.length > 0 || cleared.length > 0,
      isWriting: writer !== undefined,
    });

  function fit(): void {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    canvas.width = Math.round(clientWidth * devicePixelRatio);
    canvas.height = Math.round(clientHeight * devicePixelRatio);
    if (lines.length === 0 && cleared.length === 0) page = { width: clientWidth, height: clientHeight };
    const scale = Math.min(clientWidth / page.width, clientHeight / page.height);
    view = {
      scale,
      left: (clientWidth - page.width * scale) / 2,
      top: (clientHeight - page.height * scale) / 2,
    };
    if (writer) writer.box = canvas.getBoundingClientRect();
    redraw();
  }

  function prepareContext(): void {
    const sharpness = canvas.width / Math.max(1, canvas.clientWidth);
    drawn.setTransform(
      sharpness * view.scale,
      0,
      0,
      sharpness * view.scale,
      sharpness * view.left,
      sharpness * view.top,
    );
    drawn.strokeStyle = getComputedStyle(canvas).color;
    drawn.lineCap = 'round';
    drawn.lineJoin = 'round';
  }

  function redraw(): void {
    cancelAnimationFrame(frame);
    prepareContext();
    drawn.save();
    drawn.resetTransform();
    drawn.clearRect(0, 0, canvas.width, canvas.height);
    drawn.restore();
    drawFrom(0, 0);
  }

  function drawFrom(line: number, point: number): void {
    const endMs = performance.now() + redrawMs;
    for (; line < lines.length; line += 1, point = 0) {
      const current = lines[line] ?? [];
      for (; point < countPoints(current); point += 1) {
        if (point % 64 === 63 && performance.now() > endMs) {
          const [nextLine, nextPoint] = [line, point];
          frame = requestAnimationFrame(() => drawFrom(nextLine, nextPoint));
          return;
        }
        drawPiece(drawn, current, point);
      }
    }
  }

  function write(event: PointerEvent): void {
    if (!writer) return;
    writer.heardMs = event.timeStamp;
    const { box, nib } = writer;
    const gathered = event.getCoalescedEvents();
    for (const { clientX, clientY, pressure, timeStamp } of gathered.length > 0 ? gathered : [event]) {
      const isNew = nib.add({
        x: (clientX - box.left - view.left) / view.scale,
        y: (clientY - box.top - view.top) / view.scale,
        pressure,
        timeMs: timeStamp,
      });
      if (isNew) drawPiece(drawn, nib.line, countPoints(nib.line) - 1);
    }
  }

  function begin(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    const isSilent = writer !== undefined && event.timeStamp - writer.heardMs > silentMs;
    if (writer && !isSilent && writer.id !== event.pointerId) return;
    event.preventDefault();
    if (canvas.width === 0) return;
    prepareContext();
    const nib = dipNib((options.lineRem * readRem()) / view.scale);
    cleared = [];
    lines.push(nib.line);
    writer = {
      id: event.pointerId,
      nib,
      heardMs: event.timeStamp,
      box: canvas.getBoundingClientRect(),
    };
    write(event);
    // Beyond the edge it is still the same stroke.
    if (event.isTrusted) canvas.setPointerCapture(event.pointerId);
    tell();
  }

  function move(event: PointerEvent): void {
    if (event.pointerId === writer?.id) write(event);
  }

  function end(event: PointerEvent): void {
    if (event.pointerId !== writer?.id) return;
    writer = undefined;
    tell();
  }

  function show(shown: InkLine[], kept: InkLine[]): void {
    writer = undefined;
    lines = shown;
    cleared = kept;
    redraw();
    tell();
  }

  const listeners = {
    pointerdown: begin,
    pointermove: move,
    pointerup: end,
    pointercancel: end,
    lostpointercapture: end,
  };
  for (const [name, listener] of Object.entries(listeners)) {
    canvas.addEventListener(name as keyof typeof listeners, listener);
  }
  // Otherwise the browser takes a quick stroke for a flick, and the next tap for the end of it.
  const keepFromFlicking = (event: TouchEvent) => event.preventDefault();
  canvas.addEventListener('touchstart', keepFromFlicking, { passive: false });
  const resizes = new ResizeObserver(fit);
  // In the screen's own dots, so that a change of density alone is heard too.
  resizes.observe(canvas, { box: 'device-pixel-content-box' });

  return {
    undo() {
      if (lines.length === 0 && cleared.length > 0) show(cleared, []);
      else show(lines.slice(0, -1), []);
    },
    clear() {
      if (lines.length > 0) show([], lines);
    },
    reset: () => show([], []),
    strokes: () => lines.map(withoutWidths),
    read(mostBytes) {
      if (lines.length === 0) return undefined;
      return storeInk(lines.map(withoutWidths), page.width, page.height, mostBytes);
    },
    stop() {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      canvas.removeEventListener('touchstart', keepFromFlicking);
      for (const [name, listener] of Object.entries(listeners)) {
        canvas.removeEventListener(name as keyof typeof listeners, listener);
      }
    },
  };
}

/** CSS pixels. */
function readRem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function requireContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws nothing on a canvas');
  return context;
}
