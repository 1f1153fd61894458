// How the kiosk's routes answer: JSON, and refusals with a stable code and a plain sentence.
import type { Sentences } from '../../model/app-error.ts';
import type { AppendOutcome, StaffOutcome } from '../log/keep-log.ts';
import type { Finding } from '../log/visit-log.ts';

const refusals = {
  'not-found': {
    status: 404,
    en: 'There is nothing at this address.',
    'zh-Hans': '此地址没有内容。',
  },
  'no-such-language': {
    status: 404,
    en: 'The exhibition is not shown in this language.',
    'zh-Hans': '展览没有这种语言。',
  },
  'language-missing': {
    status: 400,
    en: 'Say which language with ?lang=, for example ?lang=zh-Hans.',
    'zh-Hans': '请用 ?lang= 指明语言,例如 ?lang=zh-Hans。',
  },
  'wrong-method': {
    status: 405,
    en: 'This address does not take requests of this kind.',
    'zh-Hans': '此地址不接受这种请求。',
  },
  'wrong-host': {
    status: 421,
    en: 'This kiosk does not answer under that name. Use the address it printed at its start.',
    'zh-Hans': '展柜不以该名称应答。请使用启动时显示的地址。',
  },
  'cross-site': {
    status: 403,
    en: 'Only the exhibition’s own screen may write to the log.',
    'zh-Hans': '只有展览自己的屏幕可以写入记录。',
  },
  'not-json': {
    status: 400,
    en: 'The request is not JSON in UTF-8.',
    'zh-Hans': '请求不是 UTF-8 编码的 JSON。',
  },
  'wrong-type': {
    status: 415,
    en: 'The request must be sent as application/json.',
    'zh-Hans': '请求必须以 application/json 发送。',
  },
  'too-large': {
    status: 413,
    en: 'The request is larger than 256 KiB. Send fewer events at a time.',
    'zh-Hans': '请求超过 256 KiB。请每次少发一些事件。',
  },
  'log-refused': {
    status: 422,
    en: 'Nothing was written: something in the request is wrong.',
    'zh-Hans': '未写入任何内容:请求中有错误。',
  },
  'log-unavailable': {
    status: 503,
    en: 'The visit log cannot be written just now. Keep the events and send them again.',
    'zh-Hans': '参观记录暂时无法写入。请保留事件,稍后重发。',
  },
  'no-such-reflection': {
    status: 404,
    en: 'There is no reflection under this number that may be shown to others.',
    'zh-Hans': '没有这个编号的、可以公开的心得。',
  },
  'hub-decided': {
    status: 409,
    en: 'The organisers have decided on this reflection. Ask them to change it.',
    'zh-Hans': '主办方已对这条心得作出决定。如需更改，请联系主办方。',
  },
  'staff-only': {
    status: 403,
    en: 'This is for staff. Enter the PIN again.',
    'zh-Hans': '此处仅供工作人员使用。请重新输入密码。',
  },
  'technician-only': {
    status: 403,
    en: 'This needs the technician’s PIN.',
    'zh-Hans': '此项需要技术员密码。',
  },
  'set-up-closed': {
    status: 403,
    en: 'The time for setting the first PINs is over. Start the kiosk again, then set them.',
    'zh-Hans': '设置密码的时间已过。请重新启动展柜，再来设置。',
  },
  'pin-taken': {
    status: 422,
    en: 'The other role has this PIN already. Choose another.',
    'zh-Hans': '这个密码已被另一角色使用，请另选一个。',
  },
  'no-stop': {
    status: 409,
    en: 'The kiosk is at no stop, so it cannot leave one. Check in first.',
    'zh-Hans': '展柜目前不在任何站点，无法离站。请先签到。',
  },
  'no-such-group': {
    status: 404,
    en: 'This group is not here, or has been seen off already.',
    'zh-Hans': '没有这个团队，或者它已经离场。',
  },
  busy: {
    status: 409,
    en: 'Something else is still being done. Wait until it is finished, or stop it.',
    'zh-Hans': '上一件事还没有做完。请等它完成，或先停下它。',
  },
  'no-such-stick': {
    status: 404,
    en: 'This stick is not in any more. Put it in again and wait some seconds.',
    'zh-Hans': '这只优盘已经不在了。请重新插好，等几秒再试。',
  },
  'not-here': {
    status: 501,
    en: 'This kiosk’s shell cannot do that.',
    'zh-Hans': '这台展柜的外壳做不到这一点。',
  },
  'nothing-staged': {
    status: 404,
    en: 'No checked edition is waiting to be shown.',
    'zh-Hans': '没有等待展示的内容。',
  },
  'nothing-before': {
    status: 409,
    en: 'There is no version before this one to go back to.',
    'zh-Hans': '没有可以退回的上一版程序。',
  },
  'media-broken': {
    status: 404,
    en: 'This file of the exhibition is missing or damaged.',
    'zh-Hans': '展览的这个文件缺失或已损坏。',
  },
  'screens-not-built': {
    status: 503,
    en: 'The screens have not been built yet. Start the kiosk with npm start.',
    'zh-Hans': '屏幕界面尚未生成。请用 npm start 启动。',
  },
  fault: {
    status: 500,
    en: 'Something went wrong in the kiosk. The exhibition goes on.',
    'zh-Hans': '展柜程序出现故障。展览继续进行。',
  },
} as const satisfies Record<string, { status: number } & Sentences>;

export type RefusalCode = keyof typeof refusals;

/** Findings beyond these are only counted: a wrong sender is wrong in every event alike. */
const maxFindings = 50;

export function answerJson(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', 'application/json; charset=utf-8');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return new Response(JSON.stringify(value), { ...init, headers });
}

export function refuse(
  code: RefusalCode,
  { findings, headers }: { findings?: readonly Finding[]; headers?: Record<string, string> } = {},
): Response {
  const { status, ...sentences } = refusals[code];
  const error = {
    code,
    sentence: sentences,
    ...(findings && { findings: findings.slice(0, maxFindings), findingsInAll: findings.length }),
  };
  return answerJson({ error }, { status, ...(headers && { headers }) });
}

/** 200 only when all is on the disk. */
export function answerAppend(outcome: AppendOutcome | StaffOutcome): Response {
  if (outcome.kind === 'refused') return refuse('log-refused', { findings: outcome.findings });
  if (outcome.kind === 'unavailable') {
    return refuse('log-unavailable', { headers: { 'Retry-After': String(outcome.retryAfterS) } });
  }
  const { kind: _kind, ...written } = outcome;
  return answerJson(written);
}

/** Whether `If-None-Match` names this tag, so that nothing needs to be sent. */
export function isFresh(request: Request, etag: string): boolean {
  const asked = request.headers.get('If-None-Match');
  if (asked === null) return false;
  const tags = asked.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag.replace(/^W\//, ''));
}
