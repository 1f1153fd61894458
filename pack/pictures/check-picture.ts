// Whether a picture may be shown: a paper-cut SVG with nothing in it that runs or reaches out.
import { packLimits } from '../../model/pack.ts';
import type { SourceFiles } from '../source-files.ts';
import { splitSheets } from './split-sheets.ts';

const mostBytes = 400_000;

const forbidden = [
  [/<(?:[\w.-]+:)?(?:script|foreignObject|iframe|object|embed|handler)\b/i, 'svg-script'],
  [/[\s"'/]on[a-z]+\s*=/i, 'svg-script'],
  [/<(?:set|animate\w*)\b[^>]*attributeName\s*=\s*["']?(?:xlink:)?href/i, 'svg-script'],
  [/<!ENTITY|<!DOCTYPE/i, 'svg-entity'],
  [/(?:href|src)\s*=\s*["'](?!#)/i, 'svg-reference'],
  [/url\(\s*["']?(?!#)/i, 'svg-reference'],
  [/@import/i, 'svg-reference'],
] as const;

/** What is wrong with the picture `file` of the content folder. */
export function checkPicture(files: SourceFiles, file: string): { code: string; zh: string; en: string }[] {
  if (file.includes('..') || !/^pictures\/[a-z0-9-]+\.svg$/.test(file)) {
    return [
      {
        code: 'picture-path',
        zh: '图片要放在 pictures/ 里，文件名用小写字母，以 .svg 结尾。',
        en: 'A picture stands in pictures/, in lower-case letters, ending in .svg.',
      },
    ];
  }
  if (!files.has(file))
    return [{ code: 'missing-picture', zh: `没有图片 ${file}。`, en: `There is no picture ${file}.` }];
  if (files.sizeBytes(file) > mostBytes)
    return [
      {
        code: 'picture-size',
        zh: '图片太大，请控制在 400 KB 以内。',
        en: 'The picture is too large; keep it under 400 KB.',
      },
    ];
  const svg = files
    .read(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
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
  if (measureSvg(svg) > packLimits.picturePx) {
    return [
      {
        code: 'picture-pixels',
        zh: `图片的边长超过 ${packLimits.picturePx} 像素，请缩小。`,
        en: `A side of the picture is over ${packLimits.picturePx} pixels. Make it smaller.`,
      },
    ];
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

/** The longest side that the drawing asks for, in its own units; 0 where it leaves it open. */
function measureSvg(svg: string): number {
  const tag = /<svg[^>]*>/.exec(svg)?.[0] ?? '';
  const sides = [...tag.matchAll(/\s(?:width|height)\s*=\s*["']\s*([\d.eE+]+)/g)].map(([, side]) => side);
  const box =
    /\sviewBox\s*=\s*["']([^"']*)["']/
      .exec(tag)?.[1]
      ?.trim()
      .split(/[\s,]+/) ?? [];
  return Math.max(0, ...[...sides, ...box.slice(2)].map(Number).filter((side) => !Number.isNaN(side)));
}
