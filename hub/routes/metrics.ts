// /metrics: the hub's condition in Prometheus' text format. It is given to this machine itself, or to
// who brings the token that the hub was started with; to others there is nothing at this address.
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readCondition, readDisk, type Condition } from '../read-condition.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import type { RequestSum, RequestWatch } from '../watch-requests.ts';
import { refuse } from './refusals.ts';
import type { Route } from './route.ts';

export type MetricsDeps = {
  store: Store;
  identity: HubIdentity;
  version: string;
  dataDir: string;
  metricsToken?: string | undefined;
  watch: RequestWatch;
  now(): number;
};

type Sample = { labels?: Record<string, string | number>; value: number };
type Metric = { name: string; kind: 'gauge' | 'counter'; help: string; samples: readonly Sample[] };

export function metricsRoute(deps: MetricsDeps): Route {
  const { store, identity, version, dataDir, metricsToken, watch, now } = deps;
  return {
    method: 'GET',
    path: '/metrics',
    summary: 'For Prometheus: from this machine itself, or with the token as a bearer.',
    answers: { 200: z.string() },
    async answer(request, { address }) {
      if (!isOwn(request, address) && !hasToken(request, metricsToken)) return refuse('nobody-may-look');
      const nowMs = now();
      const disk = readDisk(dataDir);
      const metrics = [
        gauge('info', 'Which hub this is.', 1, { hub_id: identity.hubId, version, store: store.dialect }),
        ...describeCondition(await readCondition(store, nowMs), nowMs),
        ...(disk ? [gauge('disk_free_bytes', 'Room on the disk of the data folder.', disk.freeBytes)] : []),
        gauge('resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
        gauge('uptime_seconds', 'How long this process has run.', process.uptime()),
        ...describeRequests(watch.sums()),
      ];
      const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' };
      return new Response(metrics.map(writeMetric).join(''), { headers });
    },
  };
}

/** A proxy on this machine that was not named as one passes strangers on from this machine's own address. */
function isOwn(request: Request, address: string): boolean {
  const isPassedOn = ['Forwarded', 'X-Forwarded-For', 'Via'].some((name) => request.headers.has(name));
  return !isPassedOn && (address === '::1' || address.startsWith('127.'));
}

function hasToken(request: Request, token: string | undefined): boolean {
  if (token === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.get('Authorization') ?? ''), digest(`Bearer ${token}`));
}

function describeCondition(condition: Condition, nowMs: number): Metric[] {
  const { kiosks, lastBackupMs } = condition;
  const states = Object.entries({ active: kiosks.active, revoked: kiosks.revoked, forked: kiosks.forked });
  return [
    {
      name: 'kiosks',
      kind: 'gauge',
      help: 'Kiosks by state; a forked one is active as well.',
      samples: states.map(([state, value]) => ({ labels: { state }, value })),
    },
    gauge('kiosks_heard_last_hour', 'Active kiosks that were heard within an hour.', kiosks.heardLastHour),
    gauge(
      'kiosks_wrong_clock',
      'Active kiosks whose clock is more than five minutes off.',
      kiosks.wrongClocks,
    ),
    gauge('events_unsent', 'What kiosks said that they still have to send.', condition.unsent),
    gauge('events_committed', 'Events that are safe here.', condition.committed),
    gauge('events_parked', 'Events that could not be read.', condition.parked),
    gauge('to_count', 'Visits and other events whose numbers are not up to date yet.', condition.toCount),
    gauge(
      'reflections_waiting',
      'Shared reflections that nobody has decided on.',
      condition.waitingReflections,
    ),
    ...(lastBackupMs === undefined
      ? []
      : [gauge('backup_age_seconds', 'Since the last backup.', (nowMs - lastBackupMs) / 1000)]),
  ];
}

function describeRequests(sums: readonly RequestSum[]): Metric[] {
  const labels = ({ route, status }: RequestSum) => ({ route, status });
  return [
    {
      name: 'requests_total',
      kind: 'counter',
      help: 'Requests that this process answered.',
      samples: sums.map((sum) => ({ labels: labels(sum), value: sum.count })),
    },
    {
      name: 'request_seconds_total',
      kind: 'counter',
      help: 'Time that this process took for them.',
      samples: sums.map((sum) => ({ labels: labels(sum), value: sum.seconds })),
    },
  ];
}

function gauge(name: string, help: string, value: number, labels?: Sample['labels']): Metric {
  return { name, kind: 'gauge', help, samples: [{ value, ...(labels && { labels }) }] };
}

function writeMetric({ name, kind, help, samples }: Metric): string {
  const full = `jingzhong_hub_${name}`;
  const lines = samples.map(({ labels = {}, value }) => `${full}${writeLabels(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} ${kind}\n${lines.join('')}`;
}

function writeLabels(labels: Record<string, string | number>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${String(value).replaceAll(/["\\\n]/g, String.raw`\$&`)}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
