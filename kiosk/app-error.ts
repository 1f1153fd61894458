// Every exceptional outcome of the kiosk has one entry here.
import { makeAppError, type Catalogue } from '../model/app-error.ts';

const catalogue = {
  'log-in-use': ({ path = '' }) => ({
    en: `Another kiosk is already running on the data folder ${path}. Close that one, or give this one a folder of its own with --data DIR.`,
    'zh-Hans': `数据文件夹 ${path} 正被另一台展柜程序使用。请先关闭它,或用 --data DIR 另选一个文件夹。`,
  }),
  'data-folder-unusable': ({ path = '' }) => ({
    en: `The data folder ${path} is not a folder that can be used. Choose another with --data DIR.`,
    'zh-Hans': `数据文件夹 ${path} 无法使用。请用 --data DIR 另选一个文件夹。`,
  }),
  'log-not-found': ({ path = '' }) => ({
    en: `There is no visit log at ${path}. Give the kiosk's data folder with --data DIR.`,
    'zh-Hans': `${path} 处没有参观记录。请用 --data DIR 指明展柜的数据文件夹。`,
  }),
  'log-unreadable': ({ path = '' }) => ({
    en: `The visit log at ${path} is damaged and cannot be read to its end. Start the kiosk on this folder once: it sets the damaged log aside and saves what can be saved.`,
    'zh-Hans': `${path} 处的参观记录已损坏,无法读完。请在该文件夹上启动一次展柜程序,它会把损坏的记录移开并抢救可用部分。`,
  }),
  'log-newer': ({ path = '' }) => ({
    en: `The visit log at ${path} was written by a newer version of this program. Use that version to read it.`,
    'zh-Hans': `${path} 处的参观记录由更新版本的程序写成。请用该版本读取。`,
  }),
  'log-older': ({ path = '' }) => ({
    en: `The visit log at ${path} was written by an older version of this program. Start the kiosk on this folder once, which brings it up to date.`,
    'zh-Hans': `${path} 处的参观记录由较旧版本的程序写成。请在该文件夹上启动一次展柜程序，它会更新记录。`,
  }),
  'log-not-durable': ({ pragma = '', found = '' }) => ({
    en: `The visit log does not keep its promise: ${pragma} reads ${found}. Please report this code to the organisers.`,
    'zh-Hans': `参观记录的安全设置未生效:${pragma} 为 ${found}。请把此代码报告主办方。`,
  }),
  'log-damaged': ({ path = '' }) => ({
    en: `The visit log at ${path} is damaged.`,
    'zh-Hans': `${path} 处的参观记录已损坏。`,
  }),
  'edition-broken': ({ path = '', reason = '' }) => ({
    en: `The exhibition at ${path} cannot be shown: ${reason}. Build it again or load another edition.`,
    'zh-Hans': `${path} 处的展览内容无法展示:${reason}。请重新生成,或换另一版内容。`,
  }),
  'editions-busy': ({ path = '' }) => ({
    en: `Another edition is just being loaded on ${path}. Wait until that is done, then try again.`,
    'zh-Hans': `${path} 正在载入另一版内容。请等它完成后再试。`,
  }),
  'keys-unreadable': ({ path = '' }) => ({
    en: `The list of trusted keys at ${path} cannot be read. Remove the file and add the organisers' keys again.`,
    'zh-Hans': `受信任的密钥清单 ${path} 读不出来。请删去该文件，重新添加主办方的密钥。`,
  }),
  'key-file': ({ path = '' }) => ({
    en: `${path} is no public key of the organisers. Ask them for the file that ends in .pub.json.`,
    'zh-Hans': `${path} 不是主办方的公钥。请向主办方要以 .pub.json 结尾的文件。`,
  }),
  'nothing-staged': () => ({
    en: 'No checked edition is waiting to be shown. Load one first.',
    'zh-Hans': '没有等待展示的内容。请先载入一版。',
  }),
  'nothing-before': () => ({
    en: 'There is no earlier edition on this kiosk to go back to.',
    'zh-Hans': '本机没有可以退回的上一版内容。',
  }),
  'port-in-use': ({ port = 0 }) => ({
    en: `Port ${port} is already in use. Close the other program, or choose another port with --port N (0 takes any free one).`,
    'zh-Hans': `端口 ${port} 已被占用。请关闭占用它的程序,或用 --port N 另选端口(0 表示任选空闲端口)。`,
  }),
  'port-not-allowed': ({ port = 0 }) => ({
    en: `Port ${port} may not be used by this account. Choose another with --port N, from 1024 on.`,
    'zh-Hans': `当前账户不能使用端口 ${port}。请用 --port N 另选 1024 以上的端口。`,
  }),
} satisfies Catalogue;

export class AppError extends makeAppError(catalogue) {}
