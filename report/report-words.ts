// What workbooks and printed reports say of themselves.
import type { Language } from '../model/language.ts';
import type { Making } from './describe-making.ts';
import type { Cell } from './table.ts';
import { sayValue } from './value-words.ts';

type Said = Record<Language, string>;
const said = (hans: string, hant: string, en: string): Said => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

export const reportWords = {
  about: said('说明', '說明', 'About'),
  bell: said('警钟', '警鐘', 'Jingzhong'),
  tour: said('警示教育巡展', '警示教育巡展', 'A touring exhibition on integrity'),
  report: said('参观数据报告', '參觀數據報告', 'Report of visits'),
  closingReport: said('站点结项报告', '站點結項報告', 'Closing report of a stop'),
  kiosk: said('展机', '展機', 'Kiosk'),
  period: said('时段', '時段', 'Period'),
  wholeLog: said('全部记录', '全部記錄', 'All that was recorded'),
  from: said('自 ', '自 ', 'from '),
  to: said(' 至 ', ' 至 ', ' to '),
  untilNow: said('今', '今', 'now'),
  beginning: said('最初', '最初', 'the beginning'),
  stop: said('站点', '站點', 'Stop'),
  allStops: said('全部站点', '全部站點', 'All stops'),
  noStop: said('未登记站点', '未登記站點', 'At no recorded stop'),
  noEntry: said('未登记', '未登記', 'Not recorded'),
  entry: said('五进', '五進', 'Entry'),
  visitorLanguage: said('观众的语言', '觀眾的語言', 'Language of visitors'),
  audience: said('观众', '觀眾', 'Audience'),
  noAudience: said('未选择', '未選擇', 'Not chosen'),
  cutBy: said('筛选', '篩選', 'Cut by'),
  withoutHeadcounts: said(
    '团体和登记的活动只有人数，没有语言，也不只是一类观众，所以本文件不列团体、登记的活动和触达人数。停留和关机时间属于展机，不随观众筛选。',
    '團體和登記的活動只有人數，沒有語言，也不只是一類觀眾，所以本檔案不列團體、登記的活動和觸達人數。停留和關機時間屬於展機，不隨觀眾篩選。',
    'Groups and recorded activities are headcounts without a language, and of more than one audience: this file leaves them out, and people reached with them. Stays and time off are those of the kiosk, whoever came.',
  ),
  madeAt: said('制作时间', '製作時間', 'Made at'),
  timeZone: said('时区', '時區', 'Time zone'),
  edition: said('展览版本', '展覽版本', 'Edition'),
  numbers: said('总数', '總數', 'Totals'),
  rule: said('怎样计数', '怎樣計數', 'How it is counted'),
  peopleReached: said('触达人数', '觸達人數', 'People reached'),
  groupPeople: said('团体人数', '團體人數', 'Group headcounts'),
  visitsOutsideGroups: said('团体之外的参观', '團體之外的參觀', 'Visits outside groups'),
  visits: said('参观', '參觀', 'Visits'),
  touches: said('触碰', '觸碰', 'Touches'),
  groups: said('团体', '團體', 'Groups'),
  attendedHours: said('专注时间（小时）', '專注時間（小時）', 'Attended time, hours'),
  panelsOpened: said('打开展板', '打開展板', 'Panels opened'),
  reflections: said('心得', '心得', 'Reflections'),
  pledges: said('承诺书', '承諾書', 'Pledges signed'),
  staffTests: said('工作人员测试（不计）', '工作人員測試（不計）', 'Staff tests (not counted)'),
  offMinutes: said('关机分钟', '關機分鐘', 'Off, minutes'),
  atUnknownTime: said('其中时间不明', '其中時間不明', 'Of these, at an unknown time'),
  leftOut: said('时间不明，未列入本时段', '時間不明，未列入本時段', 'At an unknown time, not in this period'),
  peopleReachedNote: said(
    '触达人数 = 团体人数 + 团体时段之外的参观。两项都列出，供人核对。',
    '觸達人數 = 團體人數 + 團體時段之外的參觀。兩項都列出，供人核對。',
    'People reached = group headcounts + visits outside group windows. Both terms are shown, to be checked.',
  ),
  matrixNote: said(
    '黑字：工作人员登记的人数和次数。绿字：展机自己数到的（展板一栏为触达人数和站点数）。两者从不相加。',
    '黑字：工作人員登記的人數和次數。綠字：展機自己數到的（展板一欄為觸達人數和站點數）。兩者從不相加。',
    'In black: people and occasions that staff recorded. In green: what the kiosk counted (for the panels, people reached and stops). The two are never added up.',
  ),
  daysChart: said('逐日触达人数', '逐日觸達人數', 'People reached, day by day'),
  daysNote: said(
    '每天一柱。线下的灰色是当天关机的时间：没有人，是因为没有开机。',
    '每天一柱。線下的灰色是當天關機的時間：沒有人，是因為沒有開機。',
    'One bar a day. Grey below the line is the time the kiosk was off: off is not a quiet day.',
  ),
  monthsNote: said(
    '每月一柱。线下的灰色是当月关机时间所占的部分。',
    '每月一柱。線下的灰色是當月關機時間所佔的部分。',
    'One bar a month. Grey below the line is the part of it that the kiosk was off.',
  ),
  off: said('关机', '關機', 'Off'),
  offHours: said('关机小时', '關機小時', 'Off, hours'),
  hoursChart: said('一天中的参观', '一天中的參觀', 'Visits by hour of the day'),
  hoursNote: said(
    '按参观开始的钟点，所有天相加。',
    '按參觀開始的鐘點，所有天相加。',
    'By the hour in which the visit began, all days together.',
  ),
  outsideDaysChart: said('逐日参观（团体之外）', '逐日參觀（團體之外）', 'Visits outside groups, day by day'),
  outsideEntriesChart: said(
    '五进：参观（团体之外）',
    '五進：參觀（團體之外）',
    'Five entries: visits outside groups',
  ),
  entriesChart: said('五进：触达人数', '五進：觸達人數', 'Five entries: people reached'),
  entriesNote: said('按站点所属的“五进”。', '按站點所屬的「五進」。', 'By the entry of the stop.'),
  panelsChart: said('留得住人的展板', '留得住人的展板', 'Panels that hold people'),
  panelsNote: said(
    '专注时间的中位数：打开它的参观里，一半看得更久。',
    '專注時間的中位數：打開它的參觀裡，一半看得更久。',
    'Median attended time: half of the visits that opened it stayed longer.',
  ),
  ruleNote: said(
    '每个数字都能由展机的记录按下面的规则重新算出。',
    '每個數字都能由展機的記錄按下面的規則重新算出。',
    "Every number can be made again from the kiosk's log by this rule.",
  ),
} as const;

const counted = (value: number) => value.toLocaleString('en-US');

/** Without headcounts, nothing of groups. */
export function sayTerms(
  { visits, touches, group_people: people }: Record<'visits' | 'touches' | 'group_people', Cell>,
  language: Language,
): string {
  const of = (value: Cell) => counted(Number(value));
  const inGroups = said(
    `，团体 ${of(people)} 人`,
    `，團體 ${of(people)} 人`,
    `, ${of(people)} people in groups`,
  );
  const terms = said(
    `参观 ${of(visits)} 次，触碰 ${of(touches)} 次`,
    `參觀 ${of(visits)} 次，觸碰 ${of(touches)} 次`,
    `${of(visits)} visits, ${of(touches)} touches`,
  );
  return terms[language] + (people === '' ? '' : inGroups[language]);
}

/** Each as its name and what was asked for, in the order of the dashboard's filters. */
export function sayCuts({ cut_by: cut }: Pick<Making, 'cut_by'>, language: Language): [string, string][] {
  const say = (word: keyof typeof reportWords) => reportWords[word][language];
  const orNone = (id: string, none: string) => (id === '' ? none : sayValue(id, language));
  const cuts: [string, string | undefined][] = [
    [say('entry'), cut.entry === undefined ? undefined : orNone(cut.entry, say('noEntry'))],
    [say('kiosk'), cut.kiosk_id],
    [say('visitorLanguage'), cut.language === undefined ? undefined : sayValue(cut.language, language)],
    [say('audience'), cut.audience === undefined ? undefined : orNone(cut.audience, say('noAudience'))],
  ];
  return cuts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

export function sayStop({ stop_id: id, stop_name: name, cut_by: cut }: Making, language: Language): string {
  if (cut.stop_id === '') return reportWords.noStop[language];
  return id === '' ? reportWords.allStops[language] : name || id;
}

export function sayPeriod({ from, to }: { from: string; to: string }, language: Language): string {
  if (from === '' && to === '') return reportWords.wholeLog[language];
  const first = from === '' ? reportWords.beginning[language] : from;
  const last = to === '' ? reportWords.untilNow[language] : to;
  return `${first}${reportWords.to[language]}${last}`;
}

export function sayTimes(times: number, language: Language): string {
  return said(`${counted(times)} 次`, `${counted(times)} 次`, `× ${counted(times)}`)[language];
}

export function sayStops(stops: number, language: Language): string {
  return said(
    `${counted(stops)} 站`,
    `${counted(stops)} 站`,
    stops === 1 ? '1 stop' : `${counted(stops)} stops`,
  )[language];
}

export function sayOpened(opened: number, finished: number, language: Language): string {
  return said(
    `打开 ${counted(opened)} · 看完 ${counted(finished)}`,
    `打開 ${counted(opened)} · 看完 ${counted(finished)}`,
    `opened ${counted(opened)} · finished ${counted(finished)}`,
  )[language];
}

export function sayRest(rows: number, language: Language): string {
  return said(
    `还有 ${counted(rows)} 行，见同一报告的工作簿（.xlsx）。`,
    `還有 ${counted(rows)} 行，見同一報告的活頁簿（.xlsx）。`,
    `${counted(rows)} more rows are in the workbook (.xlsx) of the same report.`,
  )[language];
}

export function sayUnknownTime(terms: string, language: Language): string {
  return said(
    `以上数字中有一部分发生在展机的钟不可信的时候（${terms}）。它们计入总数和站点，但不归入任何一天或钟点。`,
    `以上數字中有一部分發生在展機的鐘不可信的時候（${terms}）。它們計入總數和站點，但不歸入任何一天或鐘點。`,
    `Part of these numbers happened while the kiosk's clock could not be right (${terms}). They are in the totals and the stops, but on no day and in no hour.`,
  )[language];
}

export function sayLeftOut(terms: string, language: Language): string {
  return said(
    `另有一部分发生在展机的钟不可信的时候（${terms}），无法判断是否属于本时段，未列入任何表。`,
    `另有一部分發生在展機的鐘不可信的時候（${terms}），無法判斷是否屬於本時段，未列入任何表。`,
    `More happened while the kiosk's clock could not be right (${terms}): nobody can say whether it belongs to this period, and it is in no table.`,
  )[language];
}

export function sayOff(hours: number, days: number, language: Language): string {
  const length = counted(Math.round(hours * 10) / 10);
  return said(
    `展机在 ${counted(days)} 天里共关机 ${length} 小时（包括夜间）。关机的时间不是没有观众的时间。`,
    `展機在 ${counted(days)} 天裡共關機 ${length} 小時（包括夜間）。關機的時間不是沒有觀眾的時間。`,
    `The kiosk was off for ${length} hours on ${counted(days)} days, nights included. Time off is not time without visitors.`,
  )[language];
}
