// The counting rule in words, as the first sheet of every workbook and the last page of every
// printed report carry it. docs/counting.md says the English sentences; a test holds the two together.
import type { Language } from '../model/language.ts';

export type RuleSentence = { term: Record<Language, string>; text: Record<Language, string> };

export const countingRule: readonly RuleSentence[] = [
  {
    term: { 'zh-Hans': '一次操作过程', 'zh-Hant': '一次操作過程', en: 'Session' },
    text: {
      'zh-Hans':
        '从第一次触摸起，到道别为止，或到人走开为止（60 秒无人触摸，再等 15 秒；时限可由展览版本另定）。',
      'zh-Hant':
        '從第一次觸摸起，到道別為止，或到人走開為止（60 秒無人觸摸，再等 15 秒；時限可由展覽版本另定）。',
      en: 'runs from the first touch to the farewell or to walking away (60 untouched seconds unless the edition says otherwise, and 15 more).',
    },
  },
  {
    term: { 'zh-Hans': '一次动作', 'zh-Hant': '一次動作', en: 'Interaction' },
    text: {
      'zh-Hans': '由观众引起的一条记录；开始、计时、展板收起和结束不算。',
      'zh-Hant': '由觀眾引起的一條記錄；開始、計時、展板收起和結束不算。',
      en: 'is one recorded event that the visitor caused; the start, beats, the closing of a panel and the end are not.',
    },
  },
  {
    term: { 'zh-Hans': '参观与触碰', 'zh-Hant': '參觀與觸碰', en: 'Visit and touch' },
    text: {
      'zh-Hans':
        '至少有两次动作，或在一块展板上专注满十秒，是一次参观；不到的是触碰，另列。工作人员的操作和测试两样都不算。',
      'zh-Hant':
        '至少有兩次動作，或在一塊展板上專注滿十秒，是一次參觀；不到的是觸碰，另列。工作人員的操作和測試兩樣都不算。',
      en: 'A session with at least two interactions, or ten attended seconds on one panel, is a visit. Less is a touch, kept and reported apart. Staff and test sessions are neither.',
    },
  },
  {
    term: { 'zh-Hans': '专注时间', 'zh-Hant': '專注時間', en: 'Attended time' },
    text: {
      'zh-Hans':
        '动作之间的间隔相加，每段最多计到无人触摸的时限；按开机后的时钟计，墙上的钟怎样变都不会出现负数。',
      'zh-Hant':
        '動作之間的間隔相加，每段最多計到無人觸摸的時限；按開機後的時鐘計，牆上的鐘怎樣變都不會出現負數。',
      en: 'adds up the gaps between activity, each counted up to the idle limit at most, on the clock that counts from boot: it is never negative, whatever happens to the wall clock.',
    },
  },
  {
    term: { 'zh-Hans': '看完的展板', 'zh-Hant': '看完的展板', en: 'Panel finished' },
    text: {
      'zh-Hans':
        '其中一个案例读到了结尾，或答了它的问题。问题以第一次作答为准；找到可以回头的那一步，算找对。',
      'zh-Hant':
        '其中一個案例讀到了結尾，或答了它的問題。問題以第一次作答為準；找到可以回頭的那一步，算找對。',
      en: 'A panel is finished when one of its cases was read to its end or its question was answered. The question counts by the first answer; a step counts as right when the step to turn back at was found.',
    },
  },
  {
    term: { 'zh-Hans': '团体与触达人数', 'zh-Hant': '團體與觸達人數', en: 'Group and people reached' },
    text: {
      'zh-Hans':
        '团体按登记的人数计。在团体参观时段内开始的参观属于其成员，只列出，不再相加：触达人数 = 团体人数 + 团体时段之外的参观。两项都列出。',
      'zh-Hant':
        '團體按登記的人數計。在團體參觀時段內開始的參觀屬於其成員，只列出，不再相加：觸達人數 = 團體人數 + 團體時段之外的參觀。兩項都列出。',
      en: "A group counts its headcount. Visits that begin inside a group's window are its members' and are not added: people reached = group headcounts + visits outside group windows. Both terms are shown.",
    },
  },
  {
    term: { 'zh-Hans': '六个一', 'zh-Hant': '六個一', en: 'Six ones' },
    text: {
      'zh-Hans':
        '工作人员登记的人数与展机自己数到的人数分两栏列出，从不相加：听课登记的人，可能就是在屏幕上看课的人。',
      'zh-Hant':
        '工作人員登記的人數與展機自己數到的人數分兩欄列出，從不相加：聽課登記的人，可能就是在螢幕上看課的人。',
      en: 'What staff recorded and what the kiosk counted stand in columns of their own and are never added up: the people of a recorded lecture may be those who watched it on the screen.',
    },
  },
  {
    term: { 'zh-Hans': '日期与钟点', 'zh-Hant': '日期與鐘點', en: 'Days and hours' },
    text: {
      'zh-Hans': '按展览所在时区划分，以参观开始的时刻为准。断电打断的参观，到最后一条记录为止。',
      'zh-Hant': '按展覽所在時區劃分，以參觀開始的時刻為準。斷電打斷的參觀，到最後一條記錄為止。',
      en: "are cut in the exhibition's time zone (Asia/Shanghai unless the edition says otherwise), by the start of the visit. A visit that a power cut ended, ends at its last event.",
    },
  },
  {
    term: { 'zh-Hans': '时间是否可信', 'zh-Hant': '時間是否可信', en: 'Time quality' },
    text: {
      'zh-Hans':
        '准确：经汇总站校正；估计：只有展机自己的钟，且合理；不明：展机的钟不可能对。时间不明的照样计入总数，但不归入任何一天或钟点，另行说明。',
      'zh-Hant':
        '準確：經彙總站校正；估計：只有展機自己的鐘，且合理；不明：展機的鐘不可能對。時間不明的照樣計入總數，但不歸入任何一天或鐘點，另行說明。',
      en: "Exact once the hub has corrected it; estimated where the kiosk's own clock is all there is and is plausible; unknown where it cannot be right. What happened at an unknown time is counted, but is on no day and in no hour, and is said apart.",
    },
  },
  {
    term: { 'zh-Hans': '关机', 'zh-Hant': '關機', en: 'Off' },
    text: {
      'zh-Hans': '从上次运行的最后迹象到下次启动之间，记为关机时间，不记为零次参观。',
      'zh-Hant': '從上次運行的最後跡象到下次啟動之間，記為關機時間，不記為零次參觀。',
      en: 'The time between the last sign of life of one run and the start of the next is reported as off, not as zero visits.',
    },
  },
];
