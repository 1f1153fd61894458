// What the page of visits asks for, out of its address.
import { visitRowsQuerySchema } from '../../../model/hub-views.ts';
import { readAsked } from '../rows/read-asked.ts';

export function readRowsQuery(query: Readonly<Record<string, string>>): Record<string, string> {
  return readAsked(query, visitRowsQuerySchema.shape, ['group', 'signed', 'aspect']);
}
