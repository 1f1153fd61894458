// The opening self-test: the screen tries what only it can (touch, sound, picture …), the kiosk tries
// the rest; the result is an event, and the last one is read back from the log.
import { networkInterfaces } from 'node:os';
import { selfTestIds, type SelfTestReport, type SelfTestResult } from '../../model/staff-api.ts';
import type { Calendar } from '../../model/calendar.ts';
import type { KeptLog } from '../log/keep-log.ts';

type Results = SelfTestReport['results'];

/** A finding as it stands in the event: `sound:failed`. */
const findingPattern = new RegExp(`^(${selfTestIds.join('|')}):(passed|failed|absent)$`);

/** Adds what the kiosk tries itself, writes the event, and answers with the whole; undefined unwritten. */
export async function runSelfTest(
  found: Results,
  log: KeptLog,
  { calendar, wallMs }: { calendar: Calendar; wallMs: number },
): Promise<SelfTestReport | undefined> {
  const results: Results = {
    ...found,
    network: isNetworked() ? 'passed' : 'absent',
    // The event below is the log's own test: without it there is no report.
    log: 'passed',
  };
  const passed = !Object.values(results).includes('failed');
  const findings = selfTestIds.flatMap((id) => (results[id] ? [`${id}:${results[id]}`] : []));
  const outcome = await log.appendStaff('kiosk.selftest', { passed, findings });
  return outcome.kind === 'written' ? { passed, results, at: calendar.toIso(wallMs) } : undefined;
}

export function readLastSelfTest(log: KeptLog, calendar: Calendar): SelfTestReport | undefined {
  const last = log.reader()?.findLastOutsideVisits('kiosk.selftest');
  if (!last) return undefined;
  const results: Results = {};
  for (const finding of last.body.findings) {
    const [, id, result] = findingPattern.exec(finding) ?? [];
    const known = selfTestIds.find((each) => each === id);
    if (known) results[known] = result as SelfTestResult;
  }
  return { passed: last.body.passed, results, at: calendar.toIso(last.wall_ms) };
}

function isNetworked(): boolean {
  return Object.values(networkInterfaces())
    .flat()
    .some((address) => address !== undefined && !address.internal);
}
