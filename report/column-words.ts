// What each column is called in workbooks and printed reports, and what it holds. CSV and JSON
// carry the ids themselves, in every language.
import type { Language } from '../model/language.ts';
import type { ColumnId } from './export-tables.ts';

/** `word`: one of a list of ids, said in value-words.ts. `moment`: ISO 8601 with offset. */
export type CellType = 'text' | 'word' | 'number' | 'date' | 'moment';

type Heads = readonly [hans: string, hant: string, en: string];
type ColumnWords = { type: CellType; heads: Heads; width: number };

const text = (width: number, ...heads: Heads): ColumnWords => ({ type: 'text', heads, width });
const word = (width: number, ...heads: Heads): ColumnWords => ({ type: 'word', heads, width });
const number = (...heads: Heads): ColumnWords => ({ type: 'number', heads, width: 12 });
const date = (...heads: Heads): ColumnWords => ({ type: 'date', heads, width: 12 });
const moment = (...heads: Heads): ColumnWords => ({ type: 'moment', heads, width: 20 });

const columnWords: Record<ColumnId, ColumnWords> = {
  activity: word(22, '六个一', '六個一', 'Activity'),
  address: text(32, '地址', '地址', 'Address'),
  arrived_at: moment('到站', '到站', 'Arrived'),
  aspect: word(16, '纪律方面', '紀律方面', 'Aspect'),
  attended_median_s: number('专注秒数中位', '專注秒數中位', 'Median attended, s'),
  attended_s: number('专注秒数', '專注秒數', 'Attended, s'),
  audience: word(16, '观众', '觀眾', 'Audience'),
  cases_finished: number('读完案例', '讀完案例', 'Cases finished'),
  cases_opened: number('打开案例', '打開案例', 'Cases opened'),
  closed_at: moment('结束', '結束', 'Closed'),
  consent: word(12, '公开与否', '公開與否', 'Consent'),
  date: date('日期', '日期', 'Date'),
  days_with_visitors: number('有观众的天数', '有觀眾的天數', 'Days with visitors'),
  decided_at: moment('审阅时间', '審閱時間', 'Decided'),
  decided_by: text(16, '审阅人', '審閱人', 'Decided by'),
  edition: text(28, '展览版本', '展覽版本', 'Edition'),
  ended_at: moment('结束', '結束', 'Ended'),
  ended_by: word(16, '怎样结束', '怎樣結束', 'Ended by'),
  entry: word(20, '五进', '五進', 'Entry'),
  file: text(30, '文件', '檔案', 'File'),
  finished: number('看完次数', '看完次數', 'Finished'),
  form: word(12, '写法', '寫法', 'Form'),
  group_id: text(38, '团体编号', '團體編號', 'Group id'),
  group_people: number('团体人数', '團體人數', 'Group people'),
  groups: number('团体', '團體', 'Groups'),
  headcount: number('人数', '人數', 'Headcount'),
  hour: number('钟点', '鐘點', 'Hour'),
  interactions: number('动作', '動作', 'Interactions'),
  kind: word(12, '类别', '類別', 'Kind'),
  kiosk_id: text(18, '展机', '展機', 'Kiosk'),
  kiosk_occasions: number('展机计数：次', '展機計數：次', 'Counted by kiosk: occasions'),
  kiosk_people: number('展机计数：人', '展機計數：人', 'Counted by kiosk: people'),
  language: word(14, '语言', '語言', 'Language'),
  left_at: moment('离站', '離站', 'Left'),
  marked: number('先看标记', '先看標記', 'Marked'),
  media_s: number('播放秒数', '播放秒數', 'Played, s'),
  member_visits: number('成员的参观', '成員的參觀', "Members' visits"),
  mode: word(14, '模式', '模式', 'Mode'),
  off_minutes: number('关机分钟', '關機分鐘', 'Off, minutes'),
  opened: number('打开次数', '打開次數', 'Opened'),
  opened_at: moment('开始', '開始', 'Opened'),
  organisation: text(28, '单位', '單位', 'Organisation'),
  panel_id: text(16, '展板编号', '展板編號', 'Panel id'),
  panels_finished: number('看完展板', '看完展板', 'Panels finished'),
  panels_opened: number('打开展板', '打開展板', 'Panels opened'),
  people_reached: number('触达人数', '觸達人數', 'People reached'),
  pledge_id: text(16, '承诺书编号', '承諾書編號', 'Pledge id'),
  pledges: number('承诺书', '承諾書', 'Pledges'),
  quiz_answered: number('作答', '作答', 'Answered'),
  quiz_right: number('答对', '答對', 'Right answers'),
  recorded_occasions: number('登记：次', '登記：次', 'Recorded: occasions'),
  recorded_people: number('登记：人', '登記：人', 'Recorded: people'),
  reflection_id: text(38, '心得编号', '心得編號', 'Reflection id'),
  reflections: number('心得', '心得', 'Reflections'),
  signatures: number('签名', '簽名', 'Signatures'),
  signed: number('签署', '簽署', 'Signed'),
  started_at: moment('开始', '開始', 'Started'),
  state: word(12, '审阅结果', '審閱結果', 'State'),
  stays: number('到站次数', '到站次數', 'Stays'),
  steps_guessed: number('找过的步骤', '找過的步驟', 'Steps tried'),
  steps_right: number('找对的步骤', '找對的步驟', 'Steps found'),
  stop_id: text(16, '站点编号', '站點編號', 'Stop id'),
  stop_name: text(26, '站点', '站點', 'Stop'),
  text: text(80, '内容', '內容', 'Text'),
  time_quality: word(12, '时间可信度', '時間可信度', 'Time quality'),
  title: text(28, '展板', '展板', 'Panel'),
  touches: number('触碰', '觸碰', 'Touches'),
  visit_id: text(38, '参观编号', '參觀編號', 'Visit id'),
  visits: number('参观', '參觀', 'Visits'),
  visits_at_unknown_time: number('其中时间不明', '其中時間不明', 'At unknown time'),
  visits_outside_groups: number('团体之外的参观', '團體之外的參觀', 'Visits outside groups'),
  written_at: moment('写于', '寫於', 'Written'),
};

const at: Record<Language, 0 | 1 | 2> = { 'zh-Hans': 0, 'zh-Hant': 1, en: 2 };

export function headOf(column: ColumnId, language: Language): string {
  return columnWords[column].heads[at[language]];
}

export function typeOf(column: ColumnId): CellType {
  return columnWords[column].type;
}

/** In characters of a spreadsheet's usual figure. */
export function widthOf(column: ColumnId): number {
  return columnWords[column].width;
}
