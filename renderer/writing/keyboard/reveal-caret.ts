// Scrolls a textarea so that the line of its caret is seen. The browser does so for keys on a
// cable, not for edits that a script makes; and it tells nobody where a caret stands, so a copy of
// the text up to it is laid out and measured.

const copied = /^(font|letter|line|text|word|white-space|overflow-wrap|padding|tab-size|hyphens)/;

export function revealCaret(element: HTMLTextAreaElement): void {
  const { bottom, lineHeight } = measureCaret(element);
  const top = bottom - lineHeight;
  const margin = Math.min(lineHeight / 2, (element.clientHeight - lineHeight) / 2);
  if (bottom + margin > element.scrollTop + element.clientHeight) {
    element.scrollTop = bottom + margin - element.clientHeight;
  } else if (top - margin < element.scrollTop) {
    element.scrollTop = Math.max(0, top - margin);
  }
}

function measureCaret(element: HTMLTextAreaElement): { bottom: number; lineHeight: number } {
  const style = getComputedStyle(element);
  const copy = document.createElement('div');
  for (const name of style) {
    if (copied.test(name)) copy.style.setProperty(name, style.getPropertyValue(name));
  }
  Object.assign(copy.style, {
    position: 'absolute',
    top: '0',
    left: '0',
    visibility: 'hidden',
    boxSizing: 'border-box',
    width: `${element.clientWidth}px`,
    height: 'auto',
  });
  // The last line counts also where it is empty.
  copy.textContent = `${element.value.slice(0, element.selectionEnd)}\u200B`;
  element.after(copy);
  const bottom = copy.offsetHeight - Number.parseFloat(style.paddingBottom);
  copy.remove();
  const lineHeight = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.5;
  return { bottom, lineHeight };
}
