// How the dashboard's routes answer: JSON, and refusals with a stable code and a plain sentence that
// says what to do. The dashboard has a sentence of its own for each code, in three languages.
import { createHash } from 'node:crypto';

export const refusals = {
  'not-found': { status: 404, en: 'There is nothing at this address.', zh: '此地址没有内容。' },
  'wrong-method': {
    status: 405,
    en: 'This address does not take requests of this kind.',
    zh: '此地址不接受这种请求。',
  },
  'signed-out': { status: 401, en: 'Sign in first.', zh: '请先登录。' },
  'not-yours': {
    status: 403,
    en: 'Your account may not do this. Ask an organiser.',
    zh: '您的账户无权进行此操作，请联系主办方管理员。',
  },
  forged: {
    status: 403,
    en: 'Only the hub’s own pages may change anything. Open the hub under its own address and try again.',
    zh: '只有本汇总站自己的页面可以更改内容。请用本汇总站的地址打开后再试。',
  },
  'not-understood': {
    status: 422,
    en: 'Something in the request is wrong; nothing was changed.',
    zh: '请求中有错误，未作任何更改。',
  },
  'wrong-type': {
    status: 415,
    en: 'The request must be sent as the type that this address takes.',
    zh: '请求的类型不对。',
  },
  'too-large': { status: 413, en: 'This is larger than can be taken.', zh: '内容过大，无法接收。' },
  'no-such-link': {
    status: 404,
    en: 'This link has been used or is over. Ask for a new one.',
    zh: '此链接已使用或已过期，请索取新链接。',
  },
  'login-taken': {
    status: 409,
    en: 'Somebody already signs in by this name. Choose another.',
    zh: '此登录名已被使用，请另选一个。',
  },
  'wrong-password': { status: 403, en: 'The password is wrong.', zh: '密码不对。' },
  'too-many-tries': {
    status: 429,
    en: 'Too many wrong tries. Wait, then try again.',
    zh: '输错次数过多，请稍候再试。',
  },
  'last-organiser': {
    status: 409,
    en: 'This is the last organiser. Make somebody else an organiser first.',
    zh: '这是最后一位主办方管理员。请先任命另一位。',
  },
  'no-such-person': { status: 404, en: 'There is no such account.', zh: '没有这个账户。' },
  'no-such-kiosk': { status: 404, en: 'There is no such kiosk.', zh: '没有这台展柜。' },
  'demo-hub': {
    status: 409,
    en: 'This hub is a demo: a real kiosk’s visits would be mixed with made-up ones. Enrol the kiosk at a hub of its own.',
    zh: '本汇总站只作演示：真实展柜的参观记录会与虚构数据混在一起。请另建汇总站，再在那里注册展柜。',
  },
  'no-such-reflection': {
    status: 404,
    en: 'There is no reflection under this number that may be shown to others.',
    zh: '没有这个编号的、可以公开的心得。',
  },
  'no-such-pack': { status: 404, en: 'There is no such edition here.', zh: '没有这一版内容。' },
  'not-signed': {
    status: 422,
    en: 'This was not signed by a key of this hub. Add the key first, or sign with another.',
    zh: '签名所用的密钥不在本汇总站名单内。请先添加密钥，或换一把签名。',
  },
  'old-version': {
    status: 409,
    en: 'A newer version is already here. Load it and change that one.',
    zh: '已有更新的版本，请在其基础上修改。',
  },
  'no-such-upload': { status: 404, en: 'There is no such upload here.', zh: '没有这次上传。' },
  'cut-off': {
    status: 400,
    en: 'The file did not come whole; nothing was kept. Upload it again.',
    zh: '文件没有传完，未保存任何内容。请重新上传。',
  },
  'no-room': {
    status: 507,
    en: 'There is not enough room on the hub’s disk. Make room, then try again.',
    zh: '汇总站的磁盘空间不足。请腾出空间后再试。',
  },
  'export-failed': {
    status: 500,
    en: 'The file could not be made. The hub’s log says why.',
    zh: '文件未能生成，原因见汇总站日志。',
  },
  busy: {
    status: 503,
    en: 'The hub is busy with another of these. Try again soon.',
    zh: '汇总站正忙，请稍后再试。',
  },
  'nobody-may-look': {
    status: 404,
    en: 'Metrics are given to this machine itself, or to who brings the token.',
    zh: '指标仅供本机或持令牌者读取。',
  },
  'openid-off': {
    status: 404,
    en: 'This hub is not connected to a sign-in service of your organisation. Sign in with your password.',
    zh: '本汇总站没有接入所属单位的登录服务，请用密码登录。',
  },
  'openid-elsewhere': {
    status: 409,
    en: 'Signing in through your organisation works only under the hub’s public address. Open the hub there, or sign in with your password.',
    zh: '单位账户只在汇总站的公开地址下有效。请改用该地址打开，或用密码登录。',
  },
  'openid-unreachable': {
    status: 503,
    en: 'Your organisation’s sign-in service does not answer. Try again later, or sign in with your password.',
    zh: '所属单位的登录服务没有应答。请稍后再试，或用密码登录。',
  },
  'openid-stale': {
    status: 400,
    en: 'This sign-in took longer than ten minutes, was used already, or began in another window. Begin again.',
    zh: '这次登录超过了十分钟、已经用过，或不是在这里开始的。请重新开始。',
  },
  'openid-denied': {
    status: 403,
    en: 'Your organisation’s sign-in service did not let you in. Try again, or sign in with your password.',
    zh: '所属单位的登录服务没有放行。请再试一次，或用密码登录。',
  },
  'openid-broken': {
    status: 502,
    en: 'What your organisation’s sign-in service answered cannot be accepted; the hub’s log says why. Sign in with your password meanwhile.',
    zh: '所属单位登录服务的应答不能接受，原因见汇总站日志。请先用密码登录。',
  },
  'openid-unverified': {
    status: 403,
    en: 'Your organisation’s sign-in service does not vouch for your name or address. Ask those who run it.',
    zh: '所属单位的登录服务没有确认您的名称或电子邮件地址，请联系该服务的管理人员。',
  },
  'openid-no-account': {
    status: 403,
    en: 'Nobody at this hub has this login. Ask an organiser to invite you, and take the name your organisation knows you by.',
    zh: '汇总站没有这个登录名的账户。请联系主办方管理员邀请您，并以您在单位的名称作登录名。',
  },
  'openid-closed': {
    status: 403,
    en: 'Your account at this hub is closed. Ask an organiser.',
    zh: '您在汇总站的账户已停用，请联系主办方管理员。',
  },
  'openid-other-person': {
    status: 403,
    en: 'This account already belongs to another person at your organisation’s sign-in service. Ask who looks after the hub.',
    zh: '这个账户已属于所属单位登录服务中的另一个人，请联系汇总站的维护人员。',
  },
  fault: {
    status: 500,
    en: 'Something went wrong in the hub. Its log says what.',
    zh: '汇总站程序出现故障，详见日志。',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

export type RefusalCode = keyof typeof refusals;
export type FindingLine = { where: string; what: string };

export function answerJson(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(value), { ...init, headers });
}

export function refuse(
  code: RefusalCode,
  more: { findings?: readonly FindingLine[]; headers?: Record<string, string>; [key: string]: unknown } = {},
): Response {
  const { status, en, zh } = refusals[code];
  const { headers, ...rest } = more;
  const error = { code, sentence: { en, 'zh-Hans': zh }, ...rest };
  return answerJson({ error }, { status, ...(headers && { headers }) });
}

/**
 * What a page looks at again and again: where nothing has changed it is told so in a few bytes. The
 * tag is of the answer itself, so that any process of the hub gives the same one.
 */
export function answerLive(request: Request, value: unknown): Response {
  const text = JSON.stringify(value);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'private, no-cache',
    ETag: etag,
  };
  const known = (request.headers.get('If-None-Match') ?? '').split(',').map((tag) => tag.trim());
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}
