import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recoveryFile, recoveryMessage } from '../../model/recovery.ts';
import { makeKeyPair, signBytes } from '../../pack/keys.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock, type TestClock } from '../testing/make-visits.ts';
import { isSigned } from '../../pack/keys.ts';
import { keepAccess, type StaffAccess } from './access.ts';
import { sessionIdleMs } from './sessions.ts';

const minuteMs = 60_000;
const kioskId = 'kiosk-0a1b2c3d';
const pins = { staff: '246810', technician: '13579024' };
const organisers = makeKeyPair('主办方');

function open(dataDir: string, clock: TestClock): StaffAccess {
  return keepAccess({
    dataDir,
    kioskId,
    clock,
    isTrusted: (bytes, signature) =>
      isSigned(bytes, { format: 1, publicKey: organisers.publicKey.publicKey, signature }),
    tell: () => undefined,
  });
}

async function openSetUp() {
  const dataDir = makeFolder();
  const clock = makeClock();
  const access = open(dataDir, clock);
  await access.setUp(pins);
  return { dataDir, clock, access };
}

const asked = (token: string) =>
  new Request('http://kiosk/api/staff/lights', { headers: { Authorization: `Bearer ${token}` } });

async function enter(access: StaffAccess, pin: string): Promise<string> {
  const entered = await access.enter(pin);
  if (entered.kind !== 'entered') throw new Error(`not entered: ${entered.kind}`);
  return entered.token;
}

test('there is no default PIN: a new kiosk lets nobody in until both were set', async () => {
  const access = open(makeFolder(), makeClock());
  expect(access.describe()).toMatchObject({ state: 'set-up', waitSeconds: 0, kioskId });
  for (const pin of ['', '000000', '123456', 'admin']) expect((await access.enter(pin)).kind).toBe('wrong');
});

test('the first PINs can be set in the minutes after the start only, so that no visitor sets them', async () => {
  const clock = makeClock();
  const access = open(makeFolder(), clock);
  clock.pass(16 * minuteMs);
  expect(access.describe().state).toBe('closed');
  expect(await access.setUp(pins)).toBe(false);
});

test('once they are set nobody sets them again without entering', async () => {
  const { access } = await openSetUp();
  expect(access.describe().state).toBe('ready');
  expect(await access.setUp({ staff: '999999', technician: '888888' })).toBe(false);
  expect((await access.enter('999999')).kind).toBe('wrong');
});

test('each PIN opens its own role, and the disk holds neither', async () => {
  const { access, dataDir } = await openSetUp();
  expect(access.roleOf(asked(await enter(access, pins.staff)))).toBe('staff');
  expect(access.roleOf(asked(await enter(access, pins.technician)))).toBe('technician');
  const kept = readFileSync(join(dataDir, 'staff', 'pins.json'), 'utf8');
  for (const pin of Object.values(pins)) expect(kept).not.toContain(pin);
});

test('a session ends after five minutes without a touch, when it is left, and with a restart', async () => {
  const { access, clock, dataDir } = await openSetUp();
  const token = await enter(access, pins.staff);
  for (let minute = 0; minute < 12; minute += 1) {
    clock.pass(minuteMs);
    expect(access.roleOf(asked(token))).toBe('staff');
  }
  clock.pass(sessionIdleMs + 1);
  expect(access.roleOf(asked(token))).toBeUndefined();
  const second = await enter(access, pins.staff);
  access.leave(asked(second));
  expect(access.roleOf(asked(second))).toBeUndefined();
  const third = await enter(access, pins.staff);
  expect(open(dataDir, clock).roleOf(asked(third))).toBeUndefined();
  expect(access.roleOf(asked('0'.repeat(64)))).toBeUndefined();
});

test('wrong tries cost more and more time, which neither a restart nor the clock on the wall shortens', async () => {
  const { access, clock, dataDir } = await openSetUp();
  for (let wrong = 0; wrong < 3; wrong += 1) {
    expect(await access.enter('000000')).toEqual({ kind: 'wrong', waitSeconds: 0 });
  }
  expect(await access.enter('000000')).toEqual({ kind: 'wrong', waitSeconds: 30 });
  // Even the right one waits.
  expect(await access.enter(pins.staff)).toMatchObject({ kind: 'wait' });
  clock.wall += 365 * 24 * 60 * minuteMs;
  expect(open(dataDir, clock).describe().waitSeconds).toBe(30);
  clock.pass(30_000);
  expect(await access.enter('000000')).toEqual({ kind: 'wrong', waitSeconds: 60 });
  // The machine is switched off and on: the whole wait begins again at its boot.
  const rebooted = { ...makeClock(clock.wall, 1_000), bootId: 'boot-2' };
  const again = open(dataDir, Object.assign(rebooted, { monoMs: () => rebooted.mono }));
  expect(again.describe().waitSeconds).toBe(59);
});

test('the right PIN forgives the wrong ones', async () => {
  const { access, clock } = await openSetUp();
  for (let wrong = 0; wrong < 4; wrong += 1) await access.enter('000000');
  clock.pass(30_000);
  await enter(access, pins.staff);
  expect(await access.enter('000000')).toEqual({ kind: 'wrong', waitSeconds: 0 });
});

test('ten thousand tries, as fast as a machine can type, judge a handful of PINs', async () => {
  const { access, clock } = await openSetUp();
  let judged = 0;
  for (let tries = 0; tries < 10_000; tries += 1) {
    const outcome = await access.enter(String(tries).padStart(6, '0'));
    if (outcome.kind === 'wrong') judged += 1;
    expect(outcome.kind).not.toBe('entered');
    clock.pass(100);
  }
  // A thousand seconds: four free tries, then after 30, 60, 120, 240 and 480 s.
  expect(judged).toBe(9);
}, 60_000);

test('tries that are sent all at once are judged one after the other', async () => {
  const { access } = await openSetUp();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => access.enter('000000')));
  expect(outcomes.filter(({ kind }) => kind === 'wrong')).toHaveLength(4);
});

test('a PIN of one role cannot be the other’s, and can be changed', async () => {
  const { access } = await openSetUp();
  expect(await access.changePin('staff', pins.technician)).toBe(false);
  expect(await access.changePin('staff', '778899')).toBe(true);
  expect((await access.enter(pins.staff)).kind).toBe('wrong');
  await enter(access, '778899');
});

function writeRecovery(dir: string, change: Partial<{ kiosk_id: string; challenge: string }>, key: string) {
  const recovery = { kiosk_id: kioskId, challenge: '', ...change };
  const { signature } = signBytes(Buffer.from(recoveryMessage(recovery)), key);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, recoveryFile), JSON.stringify({ ...recovery, signature }));
}

test('a file that the organisers signed for this kiosk and this challenge opens the set-up, once', async () => {
  const { access, dataDir } = await openSetUp();
  const stick = join(dataDir, 'stick');
  const { challenge } = access.describe();
  expect(access.recover([stick])).toBe('no-file');
  writeRecovery(stick, { challenge: 'AAAAAAAA' }, organisers.privateKey);
  expect(access.recover([stick])).toBe('not-for-this-kiosk');
  writeRecovery(stick, { challenge, kiosk_id: 'kiosk-ffffffff' }, organisers.privateKey);
  expect(access.recover([stick])).toBe('not-for-this-kiosk');
  writeRecovery(stick, { challenge }, makeKeyPair('别人').privateKey);
  expect(access.recover([stick])).toBe('not-signed');
  const token = await enter(access, pins.staff);
  writeRecovery(stick, { challenge }, organisers.privateKey);
  expect(access.recover([stick])).toBe('recovered');
  expect(access.roleOf(asked(token))).toBeUndefined();
  expect(await access.setUp({ staff: '112233', technician: '445566' })).toBe(true);
  await enter(access, '112233');
  expect(access.recover([stick])).toBe('not-for-this-kiosk');
});
