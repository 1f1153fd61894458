import { expect, test } from 'vitest';
import { createAttention } from './attention.ts';

function anAttention() {
  let nowMs = 0;
  const beats: number[] = [];
  const closed: number[] = [];
  const attention = createAttention({
    now: () => nowMs,
    idleLimitMs: 60_000,
    onBeat: (_panel, attendedMs) => beats.push(attendedMs),
    onClosed: (_panel, _title, dwellMs) => closed.push(dwellMs),
  });
  return { attention, beats, closed, pass: (ms: number) => (nowMs += ms) };
}

test('beats every ten attended seconds, and tells the whole time when the panel is left', () => {
  const { attention, beats, closed, pass } = anAttention();
  attention.openPanel('envelope', '一只信封');
  pass(9_000);
  attention.tick();
  expect(beats).toEqual([]);
  pass(16_000);
  attention.noteActivity();
  attention.tick();
  expect(beats).toEqual([10_000, 20_000]);
  attention.closePanel();
  expect(closed).toEqual([25_000]);
});

test('counts an untouched gap up to the idle limit at most', () => {
  const { attention, closed, pass } = anAttention();
  attention.openPanel('envelope', '一只信封');
  pass(300_000);
  attention.closePanel();
  expect(closed).toEqual([60_000]);
});

test('counts nothing while the page is hidden, and nothing without a panel', () => {
  const { attention, beats, closed, pass } = anAttention();
  pass(50_000);
  attention.tick();
  attention.openPanel('envelope', '一只信封');
  pass(5_000);
  attention.setVisible(false);
  pass(30_000);
  attention.setVisible(true);
  pass(1_000);
  attention.closePanel();
  attention.closePanel();
  expect(beats).toEqual([]);
  expect(closed).toEqual([6_000]);
});
