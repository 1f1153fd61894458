// What workbooks and printed reports say of themselves.
import type { Language } from '../model/language.ts';

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
} as const;

export function sayTerms(visits: number, touches: number, people: number, language: Language): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const terms: Said = {
    'zh-Hans': `参观 ${count(visits)} 次，触碰 ${count(touches)} 次，团体 ${count(people)} 人`,
    'zh-Hant': `參觀 ${count(visits)} 次，觸碰 ${count(touches)} 次，團體 ${count(people)} 人`,
    en: `${count(visits)} visits, ${count(touches)} touches, ${count(people)} people in groups`,
  };
  return terms[language];
}

export function sayPeriod({ from, to }: { from: string; to: string }, language: Language): string {
  if (from === '' && to === '') return reportWords.wholeLog[language];
  const first = from === '' ? reportWords.beginning[language] : from;
  const last = to === '' ? reportWords.untilNow[language] : to;
  return `${first}${reportWords.to[language]}${last}`;
}
