// What the demo tour is made of. Every name says that it is one, so that no figure of it can be taken
// for a tour's.
import type { AspectId, Audience } from '../../../model/aspects.ts';

export const demoHubName = '演示（非真实数据） Demo';
export const demoEdition = 'demo-2026-11-23-1';

export type DemoStop = { id: string; name: string; entry: Audience };

/** Each kiosk's stops, in order; together all five entries. */
export const demoRoutes: readonly { kioskName: string; stops: readonly DemoStop[] }[] = [
  {
    kioskName: '演示展柜一',
    stops: [
      { id: 'demo-tax-office', name: '演示·税务局', entry: 'offices' },
      { id: 'demo-power', name: '演示·供电公司', entry: 'enterprises' },
      { id: 'demo-harbour', name: '演示·海滨村', entry: 'villages' },
      { id: 'demo-families', name: '演示·家属院', entry: 'families' },
    ],
  },
  {
    kioskName: '演示展柜二',
    stops: [
      { id: 'demo-school', name: '演示·第一中学', entry: 'schools' },
      { id: 'demo-court', name: '演示·法院', entry: 'offices' },
      { id: 'demo-docks', name: '演示·码头公司', entry: 'enterprises' },
      { id: 'demo-college', name: '演示·职业学院', entry: 'schools' },
    ],
  },
  {
    kioskName: '演示展柜三',
    stops: [
      { id: 'demo-hill', name: '演示·山前村', entry: 'villages' },
      { id: 'demo-garden', name: '演示·花园社区', entry: 'families' },
      { id: 'demo-hospital', name: '演示·医院', entry: 'offices' },
    ],
  },
];

export type DemoPanel = {
  panel: string;
  title: string;
  aspect: AspectId;
  cases: readonly [string, ...string[]];
};
export const demoPanels: readonly [DemoPanel, ...DemoPanel[]] = [
  { panel: 'envelope', title: '一只信封', aspect: 'integrity', cases: ['envelope-tea', 'envelope-cards'] },
  { panel: 'bridge', title: '桥上裂痕', aspect: 'political', cases: ['bridge-lights', 'bridge-gate'] },
  {
    panel: 'circle',
    title: '提前圈定',
    aspect: 'organisational',
    cases: ['circle-library', 'circle-oyster'],
  },
  { panel: 'rice', title: '少发的米', aspect: 'public', cases: ['rice-scales', 'rice-egg'] },
  { panel: 'window', title: '关着的窗口', aspect: 'public', cases: ['window-mangoes', 'window-seal'] },
  { panel: 'numbers', title: '报上去的数', aspect: 'work', cases: ['numbers-rafts', 'numbers-tin'] },
  { panel: 'cellar', title: '满墙的酒', aspect: 'life', cases: ['cellar-sink', 'cellar-jars'] },
  { panel: 'ledger', title: '两本账', aspect: 'law', cases: ['ledger-blue', 'ledger-bags'] },
  { panel: 'keys', title: '借来的房', aspect: 'integrity', cases: ['keys-window', 'keys-interest'] },
];

export const demoWords: readonly [string, ...string[]] = [
  '（演示）第一步最要紧，第一只信封不能收。',
  '（演示）看完少发的米，想到自己手里的秤。',
  '（演示）回家要跟孩子讲讲这些故事。',
  '（演示）规矩不是绳子，是栏杆。',
  '（演示）Every small favour has a price.',
];
