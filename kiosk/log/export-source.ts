// A visit log as exports read it: all of one moment. What a running kiosk writes meanwhile is left
// for the next export.
import type { LogSource } from '../../report/count-log.ts';
import type { OpenReader } from './open-reader.ts';

export function makeExportSource({ kioskId, reader }: Pick<OpenReader, 'kioskId' | 'reader'>): LogSource {
  const end = reader.findEnd();
  const corrections = reader.readCorrections();
  return {
    kioskId,
    corrections,
    eventsOutsideVisits: (type) => reader.eventsOutsideVisits(type, end),
    visits: () => reader.visits(end),
    countVisits: reader.countVisits,
    reflections: () => reader.reflections(end),
    findWords: reader.findWords,
  };
}
