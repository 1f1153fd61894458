// The ids that cells hold, as people say them; and the names of the tables.
import type { Language } from '../model/language.ts';
import type { TableKind } from './export-tables.ts';

type Said = Record<Language, string>;
const said = (hans: string, hant: string, en: string): Said => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** By id. No id means two things, but for one that `sayValue` knows. */
const valueWords = new Map<string, Said>(
  Object.entries({
    offices: said('机关', '機關', 'Offices'),
    enterprises: said('企业', '企業', 'Enterprises'),
    schools: said('学校', '學校', 'Schools'),
    villages: said('农村（社区）', '農村（社區）', 'Villages and communities'),
    families: said('家庭', '家庭', 'Families'),

    talk: said('廉政谈话', '廉政談話', 'Integrity talk'),
    panels: said('警示展板', '警示展板', 'Warning panels'),
    film: said('警示片', '警示片', 'Warning film'),
    lecture: said('警示课', '警示課', 'Warning lecture'),
    hearing: said('旁听庭审', '旁聽庭審', 'Court hearing'),
    reflection: said('心得体会', '心得體會', 'Written reflection'),

    political: said('政治纪律', '政治紀律', 'Political discipline'),
    organisational: said('组织纪律', '組織紀律', 'Organisational discipline'),
    integrity: said('廉洁纪律', '廉潔紀律', 'Integrity discipline'),
    public: said('群众纪律', '群眾紀律', 'Discipline regarding the public'),
    work: said('工作纪律', '工作紀律', 'Work discipline'),
    life: said('生活纪律', '生活紀律', 'Discipline regarding life'),
    law: said('国家法律法规', '國家法律法規', 'State law and regulations'),

    visit: said('参观', '參觀', 'Visit'),
    touch: said('触碰', '觸碰', 'Touch'),
    visitor: said('观众', '觀眾', 'Visitor'),
    'staff-test': said('工作人员测试', '工作人員測試', 'Staff test'),
    'zh-Hans': said('简体中文', '簡體中文', 'Simplified Chinese'),
    'zh-Hant': said('繁体中文', '繁體中文', 'Traditional Chinese'),
    en: said('英文', '英文', 'English'),

    exact: said('准确', '準確', 'Exact'),
    estimated: said('估计', '估計', 'Estimated'),
    unknown: said('不明', '不明', 'Unknown'),
    finished: said('道别', '道別', 'Farewell'),
    idle: said('走开', '走開', 'Walked away'),
    staff: said('工作人员', '工作人員', 'Staff'),
    recovered: said('断电', '斷電', 'Power cut'),

    private: said('只给主办方', '只給主辦方', 'Organisers only'),
    text: said('文字', '文字', 'Text'),
    ciphertext: said('密文', '密文', 'Sealed'),
    ink: said('手写', '手寫', 'Handwriting'),
    pending: said('待审', '待審', 'Waiting'),
    approved: said('已上墙', '已上牆', 'Approved'),
    declined: said('未采用', '未採用', 'Declined'),
    withdrawn: said('已撤下', '已撤下', 'Withdrawn'),
  }),
);

/** “public” is an aspect, and in this column a consent. */
const consentPublic = said('公开', '公開', 'Shared');

/** An id that this program has no word for is shown as it is. */
export function sayValue(id: string, language: Language, column?: string): string {
  if (column === 'consent' && id === 'public') return consentPublic[language];
  return valueWords.get(id)?.[language] ?? id;
}

const tableNames: Record<TableKind, Said> = {
  matrix: said('五进六个一', '五進六個一', 'Five entries, six ones'),
  stops: said('站点', '站點', 'Stops'),
  days: said('逐日', '逐日', 'Days'),
  hours: said('逐时', '逐時', 'Hours'),
  groups: said('团体', '團體', 'Groups'),
  activities: said('活动登记', '活動登記', 'Activities'),
  panels: said('展板', '展板', 'Panels'),
  pledges: said('承诺书', '承諾書', 'Pledges'),
  reflections: said('心得', '心得', 'Reflections'),
  visits: said('参观明细', '參觀明細', 'Visits'),
};

export function sayTable(kind: TableKind, language: Language): string {
  return tableNames[kind][language];
}
