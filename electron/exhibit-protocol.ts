// exhibit://app/ is the kiosk's own origin. Its answers come from the kiosk's one function;
// nothing of it is on the network or in the file system.
import type { ElectronParts, KioskSession } from './electron-parts.ts';

const scheme = 'exhibit';
/** The host that the kiosk answers under, as its handler must know it. */
export const exhibitHost = 'app';
export const exhibitAddress = `${scheme}://${exhibitHost}/`;

/** Electron takes schemes only before it is ready. */
export function registerExhibitScheme(protocol: ElectronParts['protocol']): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      // Relative addresses and an origin; crypto.randomUUID; fetch(); films; compiled scripts kept.
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** A handler belongs to one session; the kiosk window uses the default one. */
export function mountExhibit(
  session: KioskSession,
  fetch: (request: Request) => Response | Promise<Response>,
): void {
  session.protocol.handle(scheme, fetch);
}

export function isExhibitAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${scheme}:` && host === exhibitHost;
}
