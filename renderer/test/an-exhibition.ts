// A small exhibition for tests: three boards in two bays, with known turning steps.
import { audiences } from '../../model/aspects.ts';
import type { AudienceWay, Case, Exhibition, Panel } from '../../model/exhibition.ts';

export function anExhibition(change: Partial<Exhibition> = {}): Exhibition {
  const panels = [aPanel('envelope', 1), aPanel('keys', 2), aPanel('window', 3, 'public')];
  return {
    edition: { id: 'test-1', number: 1, date: '2026-11-23' },
    language: 'zh-Hans',
    languages: ['zh-Hans', 'zh-Hant', 'en'],
    title: '以案为鉴',
    subtitle: '巡展',
    publisher: '编辑部',
    timeZone: 'Asia/Shanghai',
    idle: { limitSeconds: 60, writingLimitSeconds: 120, countdownSeconds: 15, thanksSeconds: 25 },
    aspects: [
      { id: 'integrity', seal: '廉', title: '廉洁纪律', panels: ['envelope', 'keys'] },
      { id: 'public', seal: '群', title: '群众纪律', panels: ['window'] },
    ],
    panels,
    shortWalk: ['envelope', 'window', 'keys'],
    audiences: Object.fromEntries(
      audiences.map((audience) => [audience, aWay(audience === 'villages')]),
    ) as Exhibition['audiences'],
    chapters: [],
    pledges: [
      {
        id: 'officials',
        title: '承诺书',
        preamble: '我答应：',
        articles: ['一', '二', '三', '四', '五'],
        closing: '请喊我一声。',
        signatures: 1,
        audiences: [...audiences],
      },
    ],
    canSeal: false,
    lexicon: '/media/lexicon.json',
    prompts: [{ id: 'moved', text: '什么打动了我', starts: '让我停下来的，是', audiences: [] }],
    ...change,
  };
}

/** Villages begin at the window, everyone else with the keys. */
function aWay(isVillage: boolean): AudienceWay {
  const order = isVillage ? ['window', 'envelope', 'keys'] : ['keys', 'envelope', 'window'];
  return {
    path: order,
    order,
    opening: '先看这三块。',
    closing: '慢走。',
    prompts: ['moved'],
    pledge: 'officials',
    together: false,
    askEachOther: {},
  };
}

function aPanel(id: string, number: number, aspect: Panel['aspect'] = 'integrity'): Panel {
  return {
    id,
    aspect,
    number,
    title: `板${id}`,
    warning: '信封很薄，抽屉很浅。',
    opening: '开头',
    picture: { alt: '剪纸', flat: `/media/${id}/flat.webp`, small: `/media/${id}/small.webp`, sheets: [] },
    rules: [{ id: 'regs-2023/97', name: '《条例》第九十七条', text: '释义', inForce: '施行' }],
    cases: [aCase(`${id}-a`), aCase(`${id}-b`)],
    question: {
      ask: '问',
      options: [
        { text: '甲项', correct: false },
        { text: '乙项', correct: true },
        { text: '丙项', correct: false },
      ],
      explain: '释',
    },
    forYou: Object.fromEntries(audiences.map((audience) => [audience, audience])) as Panel['forYou'],
  };
}

/** Six steps; the second is the one to turn back at. */
function aCase(id: string): Case {
  return {
    id,
    title: `案${id}`,
    role: '科长',
    who: '某某',
    steps: [1, 2, 3, 4, 5, 6].map((number) => ({
      number,
      date: '2024年4月',
      text: `第${number}步`,
      why: `为何${number}`,
      turnBack: number === 2,
    })),
    rules: [],
    outcome: { discipline: ['党内警告'], sentence: [], recovered: [] },
    confession: '悔',
    question: '问',
    fictional: true,
  };
}
