// The cover: the dark gallery, the bronze bell that hangs at the exhibition's door, its seal, and
// what this report is about. Chinese titles stand, as on the boards; English ones lie.
import type { Making } from '../describe-making.ts';
import { reportWords, sayCuts, sayPeriod, sayStop } from '../report-words.ts';
import { colours, page, type Paper } from './paper.ts';

const bellBody =
  'M168 214C176 190 232 178 300 178C368 178 424 190 432 214C446 330 470 470 520 640C524 656 520 664 506 668C470 634 390 616 300 616C210 616 130 634 94 668C80 664 76 656 80 640C130 470 154 330 168 214Z';
const bellMouth =
  'M94 668C130 634 210 616 300 616C390 616 470 634 506 668C470 690 390 676 300 676C210 676 130 690 94 668Z';
const bellLoop =
  'M246 186L250 96C252 54 276 36 300 36C324 36 348 54 350 96L354 186L322 186L320 104C319 82 312 70 300 70C288 70 281 82 280 104L278 186Z';
const bellBands = [252, 264, 350, 362, 448, 460, 556, 568];
const sealBell = 'M32 12c-9 3-12 12-13 24l-5 9h36l-5-9c-1-12-4-21-13-24zm-5 36h10a5 5 0 0 1-10 0z';

export function drawCover(paper: Paper, making: Making): void {
  const { doc, language } = paper;
  const say = (word: keyof typeof reportWords) => reportWords[word][language];
  paper.newPage();
  doc.rect(0, 0, page.width, page.height).fill(colours.ink);
  const glow = doc.radialGradient(390, 330, 20, 390, 330, 430);
  glow.stop(0, '#3a2f22').stop(0.55, '#211a14').stop(1, colours.ink);
  doc.rect(0, 0, page.width, page.height).fill(glow);
  drawBell(paper);
  doc
    .lineWidth(0.6)
    .rect(28, 28, page.width - 56, page.height - 56)
    .stroke(colours.bronze);

  const cuts = sayCuts(making, language);
  const isClosing = making.stop_id !== '' && cuts.length === 0;
  const title = isClosing ? say('closingReport') : say('report');
  const light = { colour: colours.paper } as const;
  if (language === 'en') {
    drawSeal(paper, 62, 74, 46);
    paper.paragraph(say('bell'), 62, 142, 300, { size: 40, bold: true, ...light });
    paper.line(say('tour'), 62, 204, 300, { size: 13, colour: colours.bronzeLight });
    paper.paragraph(title, 62, 246, 210, { size: 26, bold: true, ...light });
  } else {
    standText(paper, say('bell'), 66, 70, 58, colours.paper);
    standText(paper, title, 82, 232, 26, colours.bronzeLight);
    drawSeal(paper, 68, 232 + [...title].length * 32.5 + 16, 54);
  }

  const rows: [string, string][] = [
    [say('stop'), sayStop(making, language)],
    [say('period'), sayPeriod(making, language)],
    // Two a line: four of them still leave the bell alone.
    ...[cuts.slice(0, 2), cuts.slice(2)]
      .filter((some) => some.length > 0)
      .map((some, line): [string, string] => [
        line === 0 ? say('cutBy') : '',
        some.map(([name, value]) => `${name}${language === 'en' ? ': ' : '：'}${value}`).join('    '),
      ]),
    [say('kiosk'), making.kiosk_id],
    [say('edition'), making.edition],
    [say('madeAt'), making.made_at.slice(0, 16).replace('T', ' ')],
  ];
  let y = 668 - Math.ceil(cuts.length / 2) * 22;
  if (language !== 'en') {
    paper.line(say('tour'), 62, y - 38, 400, { size: 15, bold: true, ...light });
  }
  doc
    .moveTo(62, y - 10)
    .lineTo(page.width - 62, y - 10)
    .lineWidth(0.6)
    .stroke(colours.bronze);
  for (const [label, value] of rows) {
    paper.line(label, 62, y, 110, { size: 10, colour: colours.bronzeLight });
    paper.line(value, 172, y, page.width - 62 - 172, { size: 10, ...light });
    y += 22;
  }
}

/** One character below the other, as a board's title is set. */
function standText(paper: Paper, text: string, x: number, top: number, size: number, colour: string): void {
  for (const [index, letter] of [...text].entries()) {
    paper.line(letter, x, top + index * size * 1.25, size * 1.2, { size, bold: true, colour });
  }
}

function drawBell({ doc }: Paper): void {
  doc.save().translate(208, 112).scale(0.66);
  const bronze = doc.linearGradient(80, 0, 520, 0);
  bronze.stop(0, '#120c07').stop(0.1, '#3a2916').stop(0.3, '#a98450').stop(0.38, '#d9b985');
  bronze.stop(0.5, colours.bronze).stop(0.72, '#4d3820').stop(0.9, '#1c130b').stop(1, '#5a4122');
  doc.rect(296, -160, 8, 200).fill('#4d3820');
  doc.path(bellLoop).fill(bronze);
  doc.path(bellMouth).fill('#080504');
  doc.path(bellBody).fill(bronze);
  doc.path(bellBody).clip();
  for (const [index, top] of bellBands.entries()) {
    const band = `M60 ${top}Q300 ${top - 26} 540 ${top}`;
    doc
      .path(band)
      .lineWidth(index % 2 === 0 ? 3 : 1.6)
      .strokeOpacity(0.5);
    doc.stroke(index % 2 === 0 ? '#0c0704' : '#f0d9ae').strokeOpacity(1);
  }
  doc.restore();
}

function drawSeal({ doc }: Paper, x: number, y: number, size: number): void {
  doc.roundedRect(x, y, size, size, size * 0.08).fill(colours.vermilion);
  doc
    .save()
    .translate(x, y)
    .scale(size / 64);
  doc.path(sealBell).fill(colours.paper).restore();
}
