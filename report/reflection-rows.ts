// The rows of `reflections`, and the files that belong to them: what was shared in the open, what
// was meant for the organisers only as ciphertext, what was written with a finger as SVG.
import type { CountContext } from '../model/count-context.ts';
import type { TimeQuality } from '../model/event-time.ts';
import { inkToSvg } from '../model/ink.ts';
import type { StoredEvent } from '../model/log-event.ts';
import { inkSchema } from '../model/visitor-events.ts';
import type { Row } from './table.ts';

export const reflectionColumns = [
  'reflection_id',
  'visit_id',
  'kiosk_id',
  'stop_id',
  'stop_name',
  'entry',
  'written_at',
  'time_quality',
  'consent',
  'audience',
  'panel_id',
  'form',
  'state',
  'decided_by',
  'decided_at',
  'marked',
  'text',
  'file',
] as const;
export type ReflectionRow = Row<(typeof reflectionColumns)[number]>;

export type ReflectionRecord = {
  row: ReflectionRow;
  /** Where and when it belongs, for a report of some days or one stop. */
  placed: { date: string; stopId: string | null; timeQuality: TimeQuality };
  kioskId: string;
  /** Empty where it belongs to none. */
  visitId: string;
  /** Beside the row in a zip; undefined where the row says all, or the words were erased. */
  file?: { path: string; content: string };
};

export type ReflectionSource = {
  /** The events `reflection.written`, in order. */
  reflections: Iterable<StoredEvent>;
  decisions: Iterable<StoredEvent>;
  /** Undefined once erased. */
  findWords(eventId: string): string | undefined;
};

type Written = StoredEvent & { type: 'reflection.written' };
type Decided = StoredEvent & { type: 'review.decided' };

/** The last decision on each stands. `state` is empty for what is private: nobody reviews it. */
export function* readReflectionRecords(
  { reflections, decisions, findWords }: ReflectionSource,
  context: CountContext,
): Generator<ReflectionRecord> {
  const decided = new Map<string, Decided>();
  for (const event of decisions) {
    if (event.type === 'review.decided') decided.set(event.body.reflection, event);
  }
  for (const event of reflections) {
    if (event.type !== 'reflection.written') continue;
    yield makeRecord(event, decided.get(event.event_id), findWords(event.event_id), context);
  }
}

function makeRecord(
  event: Written,
  decision: Decided | undefined,
  words: string | undefined,
  context: CountContext,
): ReflectionRecord {
  const { body, stop_id: stopId } = event;
  const stop = stopId === null ? undefined : context.stops.get(stopId);
  const isShared = body.consent === 'public';
  const file = words === undefined ? undefined : makeFile(event, words);
  const written = timeOf(event, context);
  const kioskId = context.kioskOf(event);
  const visitId = event.visit_id ?? '';
  return {
    placed: { date: written.at.slice(0, 10), stopId, timeQuality: written.quality },
    kioskId,
    visitId,
    row: {
      reflection_id: event.event_id,
      visit_id: visitId,
      kiosk_id: kioskId,
      stop_id: stopId ?? '',
      stop_name: stop?.name ?? '',
      entry: stop?.entry ?? '',
      written_at: written.at,
      time_quality: written.quality,
      consent: body.consent,
      audience: body.audience ?? '',
      panel_id: body.panel ?? '',
      form: body.form,
      state: isShared ? (decision?.body.state ?? 'pending') : '',
      decided_by: isShared ? (decision?.body.by ?? '') : '',
      decided_at: isShared && decision ? timeOf(decision, context).at : '',
      marked: body.marked ? 1 : 0,
      text: isShared && body.form === 'text' ? (words ?? '') : '',
      file: file?.path ?? '',
    },
    ...(file && { file }),
  };
}

function timeOf(event: StoredEvent, context: CountContext): { at: string; quality: TimeQuality } {
  const { unixMs, quality } = context.instantOf(event);
  return { at: context.editionOf(event).calendar.toIso(unixMs), quality };
}

function makeFile({ event_id: id, body }: Written, words: string): ReflectionRecord['file'] {
  if (body.form === 'ciphertext') return { path: `private/${id}.age`, content: words };
  const folder = body.consent === 'public' ? 'shared' : 'private';
  if (body.form === 'text')
    return body.consent === 'public' ? undefined : { path: `${folder}/${id}.txt`, content: words };
  const ink = inkSchema.parse(JSON.parse(words));
  return { path: `${folder}/${id}.svg`, content: inkToSvg(ink.strokes, ink.aspect) };
}
