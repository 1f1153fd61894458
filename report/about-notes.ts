// The first sheet: what the workbook was made from, its totals, and the counting rule in the
// language asked for and, below it, in the other two.
import { languages, type Language } from '../model/language.ts';
import { countingRule } from './counting-rule.ts';
import type { Making } from './describe-making.ts';
import { reportWords, sayCuts, sayPeriod, sayStop, sayTerms } from './report-words.ts';
import { styles } from './workbook-styles.ts';
import type { NoteRow } from './write-sheet.ts';

export function makeNotes(making: Making, language: Language): NoteRow[] {
  const say = (word: keyof typeof reportWords) => reportWords[word][language];
  const { totals, at_unknown_time: unknown, left_out: leftOut } = making;
  const isOneStop = making.stop_id !== '' && making.stop_name !== '';
  const stop = `${sayStop(making, language)}${isOneStop ? ` (${making.stop_id})` : ''}`;
  const others = languages.filter((other) => other !== language);
  return [
    { value: `${say('bell')} · ${say('report')}`, style: styles.title },
    { label: say('kiosk'), value: making.kiosk_id },
    { label: say('stop'), value: stop },
    { label: say('period'), value: sayPeriod(making, language) },
    ...sayCuts(making, language).map(([name, value]) => ({ label: `${say('cutBy')} · ${name}`, value })),
    { label: say('madeAt'), value: making.made_at.slice(0, 19).replace('T', ' ') },
    { label: say('timeZone'), value: making.time_zone },
    { label: say('edition'), value: making.edition },
    { value: say('numbers'), style: styles.section },
    ...(making.with_headcounts ? [] : [{ value: say('withoutHeadcounts') }]),
    { label: say('peopleReached'), value: totals.people_reached },
    { label: `= ${say('groupPeople')}`, value: totals.group_people },
    { label: `+ ${say('visitsOutsideGroups')}`, value: totals.visits_outside_groups },
    { label: say('visits'), value: totals.visits },
    { label: say('touches'), value: totals.touches },
    { label: say('groups'), value: totals.groups },
    { label: say('attendedHours'), value: Math.round(totals.attended_s / 3600) },
    { label: say('panelsOpened'), value: totals.panels_opened },
    { label: say('reflections'), value: totals.reflections },
    { label: say('pledges'), value: totals.pledges },
    { label: say('staffTests'), value: totals.staff_tests },
    { label: say('offMinutes'), value: totals.off_minutes },
    { label: say('atUnknownTime'), value: sayTerms(unknown, language) },
    { label: say('leftOut'), value: sayTerms(leftOut, language) },
    ...[language, ...others].flatMap(makeRuleNotes),
  ];
}

function makeRuleNotes(language: Language): NoteRow[] {
  return [
    { value: reportWords.rule[language], style: styles.section },
    ...countingRule.map(({ term, text }) => ({ label: term[language], value: text[language] })),
  ];
}
