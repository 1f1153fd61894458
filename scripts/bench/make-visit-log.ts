// A visit log of any length, quickly: the kiosk's own tables and migrations, filled in one
// transaction without syncing, the indexes made afterwards. Visits are of two to twenty events, at
// stops of five days, with a group a day; everything is drawn from one seed.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audiences } from '../../model/aspects.ts';
import { languages } from '../../model/language.ts';
import { activityKinds } from '../../model/staff-events.ts';
import { openLogDatabase, type LogDatabase } from '../../kiosk/log/open-database.ts';
import type { Say } from './figures.ts';

export type LogPlan = { visits: number; visitsADay: number; seed: number };

const edition = 'jingzhong-2026-11-23-1';
const firstDayMs = Date.parse('2026-11-23T00:00:00+08:00');
const dayMs = 24 * 3_600_000;
const daysAStop = 5;
const stopNames = ['税务局', '镇文化站', '第一中学', '码头公司', '海滨社区', '法院', '供电局', '职业学院'];
type Panel = readonly [id: string, title: string, aspect: string];
const panels: readonly [Panel, ...Panel[]] = [
  ['envelope', '信封', 'integrity'],
  ['bridge', '断桥', 'political'],
  ['ledger', '两本账', 'law'],
  ['rice', '一斤米', 'public'],
  ['keys', '钥匙', 'integrity'],
  ['stage', '台前', 'work'],
  ['cellar', '地窖', 'life'],
  ['circle', '圈子', 'organisational'],
];
/** Visitors come in the late morning and the afternoon. */
const hourShares = [0, 0, 0, 0, 0, 0, 0, 0, 2, 6, 9, 8, 3, 4, 9, 10, 7, 3, 0, 0, 0, 0, 0, 0];

export function makeVisitLog(dataDir: string, { visits, visitsADay, seed }: LogPlan, say: Say): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'kiosk-id'), 'kiosk-0be7c4ed\n');
  const database = openLogDatabase({ dataDir, wallMs: firstDayMs });
  const indexes = dropIndexes(database);
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -200000');
  const write = prepareWriter(database, makeRandom(seed));
  database.exec('begin');
  let made = 0;
  for (let day = 0; made < visits; day += 1) {
    const today = Math.min(visitsADay, visits - made);
    write.day(day, today);
    made += today;
    if (day % 100 === 99) {
      database.exec('commit; begin');
      say(`export: ${made.toLocaleString('en-US')} of ${visits.toLocaleString('en-US')} visits made`);
    }
  }
  write.leave();
  database.exec('commit');
  say('export: making the indexes');
  for (const index of indexes) database.exec(index);
  database.exec('analyze');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

function dropIndexes(database: LogDatabase): string[] {
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and sql is not null",
    )
    .all();
  for (const { name } of indexes) database.exec(`drop index ${name}`);
  return indexes.map(({ sql }) => sql);
}

type Random = ReturnType<typeof makeRandom>;

/** Mulberry32: small, and the same numbers on every machine. */
function makeRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    isOnce: (chance: number) => next() < chance,
    /** Needs no `undefined`: `from` is never empty. */
    pick: <Value>(from: readonly [Value, ...Value[]]): Value => from[below(from.length)] ?? from[0],
  };
}

function prepareWriter(database: LogDatabase, random: Random) {
  const insert = database.prepare(
    `insert into events (log, seq, event_id, visit_id, type, schema_version, wall_ms, mono_ms, boot_id,
       stop_id, edition, body) values (1, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
  );
  let seq = 0;
  let wallMs = firstDayMs;
  let boot = '';
  let bootedMs = firstDayMs;
  let stopId: string | null = null;
  let pool = randomBytes(16 * 4_096).toString('hex');
  let poolAt = 0;

  function makeId(): string {
    if (poolAt === pool.length) {
      pool = randomBytes(16 * 4_096).toString('hex');
      poolAt = 0;
    }
    const hex = pool.slice(poolAt, (poolAt += 32));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  function write(visitId: string | null, type: string, body: object): void {
    seq += 1;
    const monoMs = wallMs - bootedMs;
    insert.run(seq, makeId(), visitId, type, wallMs, monoMs, boot, stopId, edition, JSON.stringify(body));
  }

  function startDay(day: number): void {
    const lastAlive = {
      last_alive_wall_ms: wallMs,
      last_alive_mono_ms: wallMs - bootedMs,
      last_alive_boot_id: boot,
    };
    wallMs = firstDayMs + day * dayMs + 8.5 * 3_600_000;
    boot = `boot-${String(day).padStart(6, '0')}-${makeId()}`;
    bootedMs = wallMs - 30_000;
    write(null, 'kiosk.started', {
      version: '0.1.0',
      edition_date: '2026-11-23',
      time_zone: 'Asia/Shanghai',
      idle_limit_ms: 60_000,
      ...(day > 0 && lastAlive),
    });
  }

  function leave(): void {
    if (stopId !== null) write(null, 'stop.left', { stop_id: stopId });
  }

  function arrive(stop: number): void {
    leave();
    stopId = `stop-${stop + 1}`;
    const name = `${stopNames[stop % stopNames.length]}（${stop + 1}）`;
    const entry = audiences[stop % audiences.length];
    write(null, 'stop.arrived', { stop_id: stopId, name, entry, address: `海滨大道 ${stop + 1} 号` });
    const kind = activityKinds[stop % activityKinds.length];
    const date = new Date(wallMs + 8 * 3_600_000).toISOString().slice(0, 10);
    write(null, 'activity.recorded', { kind, organisation: name, headcount: 20 + random.below(90), date });
  }

  function writeVisit(startedMs: number): void {
    wallMs = startedMs;
    const visitId = makeId();
    const add = (type: string, body: object, afterMs: number) => {
      wallMs += Math.round(afterMs * (0.5 + random.next()));
      write(visitId, type, body);
    };
    const mode = random.isOnce(0.005) ? 'staff-test' : 'visitor';
    const audience = random.isOnce(0.3) ? { audience: random.pick(audiences) } : {};
    write(visitId, 'visit.started', { language: random.pick(languages), ...audience, mode });
    if (random.isOnce(0.15)) return add('visit.ended', { cause: 'idle' }, 5_000);
    if (random.isOnce(0.2)) add('visit.chose', { which: 'language', value: random.pick(languages) }, 3_000);
    // Never the same board twice: the SQL that a bench compares with knows no first answer.
    const first = random.below(panels.length);
    const boards = random.pick([1, 1, 1, 2, 3]);
    for (let board = 0; board < boards; board += 1) writeBoard(add, (first + board) % panels.length);
    if (random.isOnce(0.03)) {
      add(
        'media.played',
        { media: random.pick(['film', 'lecture', 'hearing']), seconds: 45, completed: true },
        40_000,
      );
    }
    if (random.isOnce(0.02)) {
      const signatures = [{ aspect: 3, strokes: [[10, 10, 4_000, 9_000]] }];
      add('pledge.signed', { pledge: 'officials', signatures }, 20_000);
    }
    // One in twenty was cut off by the power.
    if (random.isOnce(0.95)) add('visit.ended', { cause: random.pick(['finished', 'idle']) }, 8_000);
  }

  function writeBoard(add: (type: string, body: object, afterMs: number) => void, board: number): void {
    const [panel, title, aspect] = panels[board] ?? panels[0];
    add('panel.opened', { panel, title, aspect }, 3_000);
    const openedMs = wallMs;
    const shown = { case: `${panel}-${1 + random.below(2)}`, title: '他收下了第一只信封', panel };
    if (random.isOnce(0.5)) add('case.opened', shown, 6_000);
    for (let beat = random.below(3); beat > 0; beat -= 1) {
      wallMs += 10_000;
      add('visit.beat', { panel, attended_ms: wallMs - openedMs }, 0);
    }
    if (random.isOnce(0.3)) {
      add('step.guessed', { case: shown.case, step: 1 + random.below(6), right: random.isOnce(0.4) }, 6_000);
      add('case.finished', shown, 9_000);
    }
    if (random.isOnce(0.3)) {
      add('quiz.answered', { panel, choice: random.below(4), right: random.isOnce(0.6) }, 9_000);
    }
    wallMs += 2_000;
    add('panel.closed', { panel, title, dwell_ms: wallMs - openedMs }, 0);
  }

  /** One after another, as at one screen; a day that has more visits than seconds runs on into the night. */
  function writeVisits(day: number, count: number): void {
    const total = hourShares.reduce((sum, share) => sum + share, 0);
    const groupAt = Math.floor(count / 3);
    const groupId = makeId();
    let written = 0;
    for (const [hour, share] of hourShares.entries()) {
      const inHour = Math.round((count * share) / total);
      for (let index = 0; index < inHour && written < count; index += 1, written += 1) {
        const atMs = Math.round(firstDayMs + day * dayMs + (hour + index / inHour) * 3_600_000);
        wallMs = Math.max(wallMs, atMs);
        if (written === groupAt) {
          const group = { organisation: '某单位', entry: random.pick(audiences), headcount: 45 };
          write(null, 'group.opened', { group_id: groupId, ...group });
        }
        if (written === groupAt + 30) write(null, 'group.closed', { group_id: groupId });
        writeVisit(Math.max(wallMs, atMs));
      }
    }
    for (; written < count; written += 1) writeVisit(wallMs);
  }

  return {
    day(day: number, count: number): void {
      startDay(day);
      if (day % daysAStop === 0) arrive(Math.floor(day / daysAStop));
      writeVisits(day, count);
    },
    leave,
  };
}
