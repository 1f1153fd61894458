// The hub as staff see it: whether this kiosk belongs to one, how it stands with it, and how to join.
import { hubActionSchema, type HubAnswer } from '../../model/staff-api.ts';
import type { Sync } from '../sync/keep-sync.ts';
import { answerJson, refuse } from './answer.ts';
import { readJson } from './read-json.ts';
import type { StaffRoute } from './staff.ts';

/** `relaunch`: where the shell can start the program anew. */
export function makeHubRoutes(sync: Sync, relaunch: (() => void) | undefined): StaffRoute[] {
  const answer = (more: Partial<HubAnswer> = {}) => {
    const value: HubAnswer = { state: sync.state(), ...more };
    return answerJson(value);
  };
  return [
    {
      path: '/api/staff/hub',
      methods: {
        GET: () => answer(),
        async POST(request, role) {
          const read = await readJson(request, hubActionSchema);
          if (read.kind === 'refused') return read.answer;
          const wanted = read.value;
          if (wanted.do === 'try-now') {
            sync.wake();
            return answer();
          }
          // Who gets what visitors wrote, and whose editions are shown, is not for everyone.
          if (role !== 'technician') return refuse('technician-only');
          if (wanted.do === 'enrol')
            return answer({ outcome: await sync.enrol(wanted.address, wanted.code) });
          if (wanted.do === 'leave') {
            sync.leave();
            return answer();
          }
          if (!sync.becomeAnother()) return refuse('log-unavailable', { headers: { 'Retry-After': '2' } });
          if (relaunch) setTimeout(relaunch, 2_000);
          return answer({ restartsItself: relaunch !== undefined });
        },
      },
    },
  ];
}
