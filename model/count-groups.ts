// The groups that staff registered, each with the visits that its members made at the screen.
// Those visits are shown here and added nowhere: the headcount already holds these people.
import type { CountContext } from './count-context.ts';
import type { GroupWindow } from './group-windows.ts';
import { placeOf, type StopPlace } from './stops.ts';
import type { Tally } from './tally.ts';

export type GroupCount = Omit<GroupWindow, 'stopId' | 'entry'> & {
  /** Where it was; `place.entry` is the stop's, `entry` the group's own. */
  place: StopPlace;
  entry: GroupWindow['entry'];
  memberVisits: number;
};

/** One row a group, in order of their opening. */
export function tallyGroups(context: Pick<CountContext, 'groups' | 'stops'>): Tally<GroupCount[]> {
  const groups = new Map(
    context.groups.map(({ stopId, ...group }) => [
      group.groupId,
      { ...group, place: placeOf(stopId, context), memberVisits: 0 },
    ]),
  );
  return {
    add({ kind, groupId }) {
      const group = kind === 'visit' && groupId !== null ? groups.get(groupId) : undefined;
      if (group) group.memberVisits += 1;
    },
    result: () => [...groups.values()],
  };
}
