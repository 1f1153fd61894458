// The sheet that a report is printed on: A4, the exhibition's colours, a cursor that runs down the
// page and begins a new one when what comes next does not fit. Distances are in points.
import PdfFile from 'pdfkit';
import { openSync, type Font } from 'fontkit';
import type { Language } from '../../model/language.ts';
import type { ReportFonts } from '../report-fonts.ts';

export const colours = {
  ink: '#14110f',
  gallery: '#1c1815',
  paper: '#f4ede0',
  aged: '#e6dbc6',
  vermilion: '#b3261e',
  bronze: '#9a7b4f',
  bronzeText: '#6b4f27',
  bronzeLight: '#c9a876',
  celadon: '#2e5a4e',
  celadonPale: '#dfe9e4',
  grey: '#8a8279',
} as const;

export const page = { width: 595.28, height: 841.89, left: 54, right: 541.28, top: 70, bottom: 778 };
export const contentWidth = page.right - page.left;

export type TextStyle = {
  size: number;
  bold?: boolean;
  colour?: string;
  align?: 'left' | 'right' | 'center';
};

type Weight = 'regular' | 'bold';
type Face = Record<Weight, string>;

export type Paper = ReturnType<typeof makePaper>;

export function makePaper(fonts: ReportFonts, language: Language, title: string) {
  const doc = new PdfFile({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    pdfVersion: '1.7',
    // None to begin with: a font opened before it has a name is opened again at every change.
    font: '',
    info: { Title: title, Creator: 'Jingzhong', Producer: 'Jingzhong' },
  });
  const own = language === 'zh-Hant' ? 'tc' : 'sc';
  for (const script of ['sc', 'tc'] as const) {
    doc.registerFont(`${script}-regular`, fonts[script].regular);
    doc.registerFont(`${script}-bold`, fonts[script].bold);
  }
  const ownFace: Face = { regular: `${own}-regular`, bold: `${own}-bold` };
  const other = own === 'sc' ? 'tc' : 'sc';
  const otherFace: Face = { regular: `${other}-regular`, bold: `${other}-bold` };
  const hasGlyph = makeGlyphTest(fonts[own].regular);
  let y = page.top;

  /** Names are written as staff typed them, so a Traditional report holds Simplified names too. */
  function chooseFont(text: string, { size, bold = false }: TextStyle): void {
    const face = [...text].every(hasGlyph) ? ownFace : otherFace;
    doc.font(face[bold ? 'bold' : 'regular']).fontSize(size);
  }

  function measure(text: string, style: TextStyle): number {
    chooseFont(text, style);
    return doc.widthOfString(text);
  }

  /** One line; what does not fit ends in an ellipsis. */
  function line(text: string, x: number, top: number, width: number, style: TextStyle): void {
    const shown = shorten(text, width, style);
    const free = width - measure(shown, style);
    const shift = style.align === 'right' ? free : style.align === 'center' ? free / 2 : 0;
    doc.fillColor(style.colour ?? colours.ink).text(shown, x + shift, top, { lineBreak: false });
  }

  function shorten(text: string, width: number, style: TextStyle): string {
    if (measure(text, style) <= width) return text;
    const letters = [...text];
    while (letters.length > 1 && measure(`${letters.join('')}…`, style) > width) letters.pop();
    return `${letters.join('')}…`;
  }

  function heightOf(text: string, width: number, style: TextStyle): number {
    chooseFont(text, style);
    return doc.heightOfString(text, { width, lineGap: style.size * 0.25 });
  }

  /** As many lines as it needs; returns their height. */
  function paragraph(text: string, x: number, top: number, width: number, style: TextStyle): number {
    const height = heightOf(text, width, style);
    doc.fillColor(style.colour ?? colours.ink).text(text, x, top, {
      width,
      align: style.align ?? 'left',
      lineGap: style.size * 0.25,
    });
    return height;
  }

  return {
    doc,
    language,
    line,
    measure,
    paragraph,
    heightOf,
    get y() {
      return y;
    },
    moveTo(top: number): void {
      y = top;
    },
    down(by: number): void {
      y += by;
    },
    newPage(): void {
      doc.addPage();
      y = page.top;
    },
    /** Begins a new page unless so much is left of this one. */
    need(height: number): void {
      if (y + height <= page.bottom) return;
      doc.addPage();
      y = page.top;
    },
    /** A heading with the exhibition's mark, and a plain sentence below it. */
    section(heading: string, note = ''): void {
      doc.rect(page.left, y + 3, 5, 17).fill(colours.bronze);
      line(heading, page.left + 15, y, contentWidth - 15, { size: 16, bold: true });
      y += 27;
      if (note === '') return;
      y += paragraph(note, page.left, y, contentWidth, { size: 8.5, colour: colours.bronzeText }) + 6;
    },
    rule(colour: string = colours.aged): void {
      doc.moveTo(page.left, y).lineTo(page.right, y).lineWidth(0.6).stroke(colour);
    },
    /** The finished file. */
    finish(): Uint8Array {
      doc.end();
      const pieces: Buffer[] = [];
      for (let piece: unknown = doc.read(); piece !== null; piece = doc.read()) {
        if (Buffer.isBuffer(piece)) pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
  };
}

function makeGlyphTest(path: string): (letter: string) => boolean {
  const font = openSync(path);
  // A collection holds several fonts and no glyphs of its own; ours are single ones.
  const isSingle = (opened: typeof font): opened is Font => 'hasGlyphForCodePoint' in opened;
  if (!isSingle(font)) return () => true;
  const known = new Map<string, boolean>();
  return (letter) => {
    let has = known.get(letter);
    if (has === undefined) {
      has = font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
      known.set(letter, has);
    }
    return has;
  };
}
