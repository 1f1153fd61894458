// What every command shares: how it fails towards the person who ran it.

/** Something the person can mend: shown as one sentence, exit 2, no stack. */
export class CommandError extends Error {}

/** Runs a command's main function and turns its failure into a sentence and an exit code. */
export async function runCommand(main: (args: string[]) => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    // An AppError of the kiosk carries its sentences; anything else is a fault of ours.
    const isExpected = error instanceof CommandError || (error instanceof Error && 'sentences' in error);
    if (!isExpected) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
