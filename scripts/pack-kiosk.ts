// Makes an installed kiosk of what has been built, with electron-builder.
import { Arch, build, Platform } from 'electron-builder';
import { describePackage, type PackageFolders } from '../electron-builder.config.ts';
import { rootDir } from './build.ts';
import { CommandError } from './command.ts';

export type PackedPlatform = 'linux' | 'windows';

const installers = { linux: 'deb', windows: 'nsis' };
/** What Node, and the client that electron-builder fetches with, call a network that fails. */
const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

/**
 * Returns the installers' paths: none where only the unpacked form is asked for, which lies in
 * `outDir/linux-unpacked` or `outDir/win-unpacked`. Throws CommandError where Electron or
 * electron-builder's own tools are not kept here and cannot be fetched.
 */
export async function packKiosk(
  platform: PackedPlatform,
  folders: PackageFolders,
  { isUnpacked }: { isUnpacked: boolean },
): Promise<string[]> {
  const target = platform === 'linux' ? Platform.LINUX : Platform.WINDOWS;
  try {
    return await build({
      projectDir: rootDir,
      targets: target.createTarget(isUnpacked ? 'dir' : installers[platform], Arch.x64),
      config: describePackage(folders),
      publish: 'never',
    });
  } catch (error) {
    if (!isNetworkFailure(error)) throw error;
    throw new CommandError(
      `Electron or the installer's tools could not be fetched (${error.message}). Package on a machine with a network, or set ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR to mirrors that can be reached.`,
      { cause: error },
    );
  }
}

function isNetworkFailure(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error.name === 'HTTPError') return true;
  return 'code' in error && typeof error.code === 'string' && networkCodes.has(error.code);
}
