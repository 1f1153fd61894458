// Chinese display text broken by sense: at its own punctuation, never one character alone.
import { Fragment } from 'react';

/** `一只信封，很薄。` → two spans that stay whole where they fit. English is left to the browser. */
export function BalancedLines({ text }: { text: string }) {
  const parts = text.split(/(?<=[，。；：？！\n])(?![”’」』])/u).filter((part) => part !== '');
  if (parts.length < 2 || !/\p{Script=Han}/u.test(text)) return <>{text}</>;
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          <span className="phrase">{part.trim()}</span>
          {part.endsWith('\n') && <br />}
          {/* A place where the line may break, and nothing that is seen. */}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}
