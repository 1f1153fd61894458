// Whether a picture may be shown: a paper-cut SVG with nothing in it that runs or reaches out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitSheets } from './split-sheets.ts';

const mostBytes = 400_000;

const forbidden = [
  [/<script|<foreignObject|<iframe|<object|<embed/i, 'svg-script'],
  [/\son[a-z]+\s*=/i, 'svg-script'],
  [/<!ENTITY|<!DOCTYPE/i, 'svg-entity'],
  [/(?:href|src)\s*=\s*["'](?!#)/i, 'svg-reference'],
  [/url\(\s*["']?(?!#)/i, 'svg-reference'],
  [/@import/i, 'svg-reference'],
] as const;

/** What is wrong with the picture `file` of the content folder `dir`. */
export function checkPicture(dir: string, file: string): { code: string; zh: string; en: string }[] {
  const path = join(dir, file);
  if (file.includes('..') || !/^pictures\/[a-z0-9-]+\.svg$/.test(file)) {
    return [
      {
        code: 'picture-path',
        zh: '图片要放在 pictures/ 里，文件名用小写字母，以 .svg 结尾。',
        en: 'A picture stands in pictures/, in lower-case letters, ending in .svg.',
      },
    ];
  }
  if (!existsSync(path))
    return [{ code: 'missing-picture', zh: `没有图片 ${file}。`, en: `There is no picture ${file}.` }];
  const svg = readFileSync(path, 'utf8');
  if (svg.length > mostBytes)
    return [
      {
        code: 'picture-size',
        zh: '图片太大，请控制在 400 KB 以内。',
        en: 'The picture is too large; keep it under 400 KB.',
      },
    ];
  if (!/^\s*(?:<\?xml[^>]*\?>\s*)?<svg[\s>]/.test(svg) || !/<\/svg>\s*$/.test(svg)) {
    return [{ code: 'picture-broken', zh: '这不是完整的 SVG 文件。', en: 'This is not a whole SVG file.' }];
  }
  for (const [pattern, code] of forbidden) {
    if (pattern.test(svg)) {
      return [
        {
          code,
          zh: '图片里有脚本、实体或外部引用，请去掉。',
          en: 'The picture holds a script, an entity or an outside reference. Remove it.',
        },
      ];
    }
  }
  try {
    splitSheets(svg);
  } catch {
    return [
      {
        code: 'picture-broken',
        zh: '图片有一层没有闭合（<g class="sheet">）。',
        en: 'A sheet of the picture (<g class="sheet">) is not closed.',
      },
    ];
  }
  return [];
}
