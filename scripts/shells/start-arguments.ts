// The arguments of a start, which are the same for the kiosk that builds itself and for the program
// that is installed in a folder of its own.
import { parseArgs } from 'node:util';
import { CommandError } from '../command.ts';

export interface StartArguments<Shell extends string> {
  shell: Shell;
  port: number;
  data: string | undefined;
  content: string | undefined;
  windowed: boolean;
}

/** Throws CommandError with `usage` for what is none of them. */
export function readStartArguments<Shell extends string>(
  args: string[],
  {
    usage,
    shells,
    takesContent = false,
  }: { usage: string; shells: readonly Shell[]; takesContent?: boolean },
): StartArguments<Shell> {
  const values = parse(args, usage);
  const shell = shells.find((name) => name === values.shell);
  const port = Number(values.port);
  const isKnown = /^\d{1,5}$/.test(values.port) && port <= 65_535;
  if (!shell || !isKnown || (values.content !== undefined && !takesContent)) throw new CommandError(usage);
  const { data, content, windowed } = values;
  return { shell, port, data, content, windowed };
}

function parse(args: string[], usage: string) {
  try {
    return parseArgs({
      args,
      options: {
        shell: { type: 'string', default: 'auto' },
        port: { type: 'string', default: '4710' },
        data: { type: 'string' },
        content: { type: 'string' },
        windowed: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new CommandError(usage);
  }
}
