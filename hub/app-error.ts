// Every exceptional outcome of the hub has one entry here.
import { makeAppError, type Catalogue } from '../model/app-error.ts';

const catalogue = {
  'hub-in-use': ({ path = '' }) => ({
    en: `Another hub is already running on the data folder ${path}. Close that one, or give this one a folder of its own with --data DIR. Several hubs side by side need PostgreSQL (DATABASE_URL).`,
    'zh-Hans': `数据文件夹 ${path} 正被另一个汇总站程序使用。请先关闭它，或用 --data DIR 另选一个文件夹。多个汇总站并行需要 PostgreSQL（DATABASE_URL）。`,
  }),
  'data-folder-unusable': ({ path = '', reason = '' }) => ({
    en: `The data folder ${path} cannot be used (${reason}). Choose another with --data DIR.`,
    'zh-Hans': `数据文件夹 ${path} 无法使用（${reason}）。请用 --data DIR 另选一个文件夹。`,
  }),
  'store-not-found': ({ path = '' }) => ({
    en: `There is no hub's store at ${path}. Give the hub's data folder with --data DIR, or its PostgreSQL with DATABASE_URL.`,
    'zh-Hans': `${path} 处没有汇总站的数据。请用 --data DIR 指明汇总站的数据文件夹，或用 DATABASE_URL 指明其 PostgreSQL。`,
  }),
  'store-newer': ({ version = 0 }) => ({
    en: `The hub's store was written by a newer version of this program (its tables are at ${version}). Use that version.`,
    'zh-Hans': `汇总站的数据由更新版本的程序写成（表结构为第 ${version} 版）。请使用该版本。`,
  }),
  'store-damaged': ({ path = '', reason = '' }) => ({
    en: `The hub's store at ${path} is damaged (${reason}). Restore the last backup with npm run hub -- restore; kiosks send again what came after it.`,
    'zh-Hans': `${path} 处的汇总站数据已损坏（${reason}）。请用 npm run hub -- restore 恢复最近的备份；其后的记录各展柜会重新发送。`,
  }),
  'store-unreachable': ({ reason = '' }) => ({
    en: `PostgreSQL does not answer (${reason}). Check DATABASE_URL and that the server is running.`,
    'zh-Hans': `PostgreSQL 没有应答（${reason}）。请检查 DATABASE_URL，并确认服务器正在运行。`,
  }),
  'database-url': () => ({
    en: 'DATABASE_URL is no address of a PostgreSQL, such as postgres://user:password@host:5432/name.',
    'zh-Hans': 'DATABASE_URL 不是 PostgreSQL 的地址，例如 postgres://用户:密码@主机:5432/库名。',
  }),
  'backup-failed': ({ path = '', reason = '' }) => ({
    en: `The backup ${path} could not be made (${reason}). Choose a place with room; on PostgreSQL the program pg_dump must be there.`,
    'zh-Hans': `备份 ${path} 没有做成（${reason}）。请另选有空间的位置；使用 PostgreSQL 时须装有 pg_dump 程序。`,
  }),
  'restore-failed': ({ path = '', reason = '' }) => ({
    en: `The backup ${path} could not be restored (${reason}). Check the file; a PostgreSQL to restore into must be empty.`,
    'zh-Hans': `备份 ${path} 无法恢复（${reason}）。请检查该文件；要恢复到的 PostgreSQL 须是空库。`,
  }),
  'demo-refused': () => ({
    en: 'This hub has kiosks already: a demo is not mixed with a tour, nor made twice. Give the demo a data folder of its own with --data DIR.',
    'zh-Hans':
      '本汇总站已有展柜：演示数据不能与真实巡展混在一起，也不能重复生成。请用 --data DIR 为演示另选一个数据文件夹。',
  }),
  'demo-enrols-nobody': () => ({
    en: 'This hub is a demo: a real kiosk’s visits would be mixed with made-up ones. Start a hub on a data folder of its own (--data DIR) and enrol the kiosk there.',
    'zh-Hans':
      '本汇总站只作演示：真实展柜的参观记录会与虚构数据混在一起。请用 --data DIR 另建一个汇总站，再在那里注册展柜。',
  }),
  'trusted-proxy': ({ proxies = '' }) => ({
    en: `--trusted-proxy takes an address or a network, such as 10.0.0.5 or 10.0.0.0/8, or the word loopback; one of these is none: ${proxies}.`,
    'zh-Hans': `--trusted-proxy 须为地址或网段（如 10.0.0.5、10.0.0.0/8），或 loopback 一词；以下有误：${proxies}。`,
  }),
  'public-url': () => ({
    en: 'HUB_PUBLIC_URL is the address under which people open the hub, such as https://hub.example.org, without a path.',
    'zh-Hans': 'HUB_PUBLIC_URL 须为人们打开汇总站所用的地址，例如 https://hub.example.org，不带路径。',
  }),
  'openid-unknown': ({ name = '', known = '' }) => ({
    en: `There is no variable ${name}. Those for signing in through your organisation’s service are ${known}.`,
    'zh-Hans': `没有 ${name} 这个变量。通过所属单位登录可用的变量有：${known}。`,
  }),
  'openid-half': ({ missing = '' }) => ({
    en: `Signing in through your organisation’s service is set up only in part: set ${missing} too, or none of the HUB_OIDC_ variables.`,
    'zh-Hans': `通过所属单位登录的设置不全：请再设置 ${missing}，或者把 HUB_OIDC_ 开头的变量全部去掉。`,
  }),
  'openid-issuer': () => ({
    en: 'HUB_OIDC_ISSUER is the address by which your organisation’s service names itself, beginning with https://, without a question mark.',
    'zh-Hans': 'HUB_OIDC_ISSUER 须为所属单位登录服务的自称地址，以 https:// 开头，不含问号。',
  }),
  'openid-claim': ({ known = '' }) => ({
    en: `HUB_OIDC_LOGIN_CLAIM says what of a person’s token is their login here. It is one of: ${known}.`,
    'zh-Hans': `HUB_OIDC_LOGIN_CLAIM 指明以令牌中的哪一项作为这里的登录名，只能是：${known}。`,
  }),
  'openid-secret-file': ({ path = '', reason = '' }) => ({
    en: `The file ${path} with the client’s secret cannot be read (${reason}). Set HUB_OIDC_CLIENT_SECRET_FILE to a file that the hub’s account may read.`,
    'zh-Hans': `无法读取存放客户端密钥的文件 ${path}（${reason}）。请将 HUB_OIDC_CLIENT_SECRET_FILE 设为汇总站账户可以读取的文件。`,
  }),
  'openid-secret-twice': () => ({
    en: 'Set HUB_OIDC_CLIENT_SECRET or HUB_OIDC_CLIENT_SECRET_FILE, not both.',
    'zh-Hans': 'HUB_OIDC_CLIENT_SECRET 和 HUB_OIDC_CLIENT_SECRET_FILE 只能设置其中一个。',
  }),
  certificate: ({ reason = '' }) => ({
    en: `The certificate or its key cannot be used (${reason}). Give PEM files that belong together with --cert FILE and --key FILE.`,
    'zh-Hans': `证书或其密钥无法使用（${reason}）。请用 --cert FILE 和 --key FILE 指明成对的 PEM 文件。`,
  }),
  'port-in-use': ({ port = 0 }) => ({
    en: `Port ${port} is already in use. Close the other program, or choose another port with --port N (0 takes any free one).`,
    'zh-Hans': `端口 ${port} 已被占用。请关闭占用它的程序，或用 --port N 另选端口（0 表示任选空闲端口）。`,
  }),
  'port-not-allowed': ({ port = 0 }) => ({
    en: `Port ${port} may not be used by this account. Choose another with --port N, from 1024 on.`,
    'zh-Hans': `当前账户不能使用端口 ${port}。请用 --port N 另选 1024 以上的端口。`,
  }),
  'host-not-here': ({ host = '' }) => ({
    en: `This machine has no address ${host}. Give one of its own with --host ADDRESS, or leave it out to listen on this machine only.`,
    'zh-Hans': `本机没有地址 ${host}。请用 --host ADDRESS 指明本机的地址，或省略它，只在本机监听。`,
  }),
} satisfies Catalogue;

export class AppError extends makeAppError(catalogue) {}
