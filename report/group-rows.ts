// The rows of `groups`: what staff registered, and the visits of its members at the screen,
// which are shown here and added nowhere.
import type { Calendar } from '../model/calendar.ts';
import type { GroupCount } from '../model/count-groups.ts';
import type { Row } from './table.ts';

export const groupColumns = [
  'group_id',
  'date',
  'opened_at',
  'closed_at',
  'time_quality',
  'stop_id',
  'stop_name',
  'organisation',
  'entry',
  'headcount',
  'member_visits',
] as const;

export function* makeGroupRows(
  groups: Iterable<GroupCount>,
  calendar: Calendar,
): Generator<Row<(typeof groupColumns)[number]>> {
  for (const group of groups) {
    yield {
      group_id: group.groupId,
      date: group.date,
      opened_at: calendar.toIso(group.opened.unixMs),
      closed_at: group.closed ? calendar.toIso(group.closed.unixMs) : '',
      time_quality: group.timeQuality,
      stop_id: group.place.stopId ?? '',
      stop_name: group.place.stopName,
      organisation: group.organisation,
      entry: group.entry,
      headcount: group.headcount,
      member_visits: group.memberVisits,
    };
  }
}
