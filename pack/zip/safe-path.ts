// Which paths a pack may hold, so that it unpacks to the same files on every system and to none
// outside its folder.
import { packLimits } from '../../model/pack.ts';

/** Windows opens these as devices, whatever follows the dot. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i;
const forbiddenLetter = /[\p{Cc}\p{Cs}<>:"|?*]/u;

export interface PathFault {
  code: string;
  zh: string;
  en: string;
}

/** What is wrong with a path of a pack; undefined where nothing is. */
export function judgePath(path: string): PathFault | undefined {
  if (path.includes('\\'))
    return fault('path-backslash', '路径里有反斜杠。', 'The path has a backslash in it.');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return fault(
      'path-absolute',
      '路径指向磁盘的固定位置。',
      'The path points to a fixed place on the disk.',
    );
  const parts = path.split('/');
  if (parts.includes('..') || parts.includes('.') || parts.includes(''))
    return fault('path-outside', '路径想走出内容包。', 'The path leads out of the pack.');
  if (parts.some((part) => deviceName.test(part)))
    return fault('path-device', '这个名字在 Windows 上是设备。', 'On Windows this name is a device.');
  if (forbiddenLetter.test(path) || parts.some((part) => /[. ]$/.test(part)))
    return fault(
      'path-letters',
      '文件名里有某些系统不允许的字符。',
      'The name has characters that some systems do not allow.',
    );
  if (Buffer.byteLength(path) > packLimits.pathBytes || parts.length > packLimits.pathParts)
    return fault(
      'path-length',
      `路径太长或太深（至多 ${packLimits.pathBytes} 字节、${packLimits.pathParts} 层）。`,
      `The path is too long or too deep (at most ${packLimits.pathBytes} bytes and ${packLimits.pathParts} parts).`,
    );
  if (path !== path.normalize('NFC'))
    return fault(
      'path-unicode',
      '文件名的编码形式不统一（NFC）。',
      'The name is not in the usual Unicode form (NFC).',
    );
  return undefined;
}

function fault(code: string, zh: string, en: string): PathFault {
  return {
    code,
    zh: `${zh}请把文件改名，只用小写英文字母、数字和连字符，再重新打包。`,
    en: `${en} Rename the file, with small letters, digits and hyphens only, and pack again.`,
  };
}

/** The same for two paths that some system would take for one: case, compatibility, composition. */
export function foldPath(path: string): string {
  // Upper case first: ß and ſ, the Kelvin sign and the like only fold this way.
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Finds a path that some system would take for one that was added before, or for its folder. */
export function makeTwinFinder() {
  const seen = new Map<string, { spelling: string; isFile: boolean }>();
  return {
    /** The earlier spelling that `path` collides with; undefined where there is none. */
    add(path: string): string | undefined {
      const parts = path.split('/');
      for (const length of parts.keys()) {
        const spelling = parts.slice(0, length + 1).join('/');
        const isFile = length === parts.length - 1;
        const key = foldPath(spelling);
        const before = seen.get(key);
        if (!before) seen.set(key, { spelling, isFile });
        else if (isFile || before.isFile || before.spelling !== spelling) return before.spelling;
      }
      return undefined;
    },
  };
}
