// Runs in the page: words that stand outside the screen's width, or are cut off by their box.
export function findCutWords(): string[] {
  const places = 'h1, h2, p, strong, span, button, dd, dt, time, blockquote';
  const room = document.documentElement.clientWidth;
  const isCut = (element: HTMLElement) => {
    const { left, right, width } = element.getBoundingClientRect();
    const box = element.closest<HTMLElement>('.slip, .bay-board, .welcome-door, .button, .option, .leaf');
    const bounds = box?.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(element);
    const words = range.getBoundingClientRect();
    // A line of Chinese is taller than its glyphs by about a quarter of their size each side.
    const slack = Number.parseFloat(getComputedStyle(element).fontSize) * 0.28 + 2;
    const leavesBox =
      bounds !== undefined &&
      (words.left < bounds.left - slack ||
        words.right > bounds.right + slack ||
        words.bottom > bounds.bottom + slack);
    return width > 0 && (left < -2 || right > room + 2 || leavesBox);
  };
  return [...document.querySelectorAll<HTMLElement>('.room-floor *')]
    .filter((element) => element.matches(places) && !element.closest('.attract-room, .attract-voice, .turn'))
    .filter((element) => element.checkVisibility() && element.innerText.trim() !== '')
    .filter(isCut)
    .map((element) => `${element.className || element.tagName} “${element.innerText.slice(0, 24)}”`);
}
