// Where a request really came from, and under which address the hub was asked. What a proxy says of
// that is believed only of proxies that were named with --trusted-proxy: anybody can write a header.
import { BlockList, isIP } from 'node:net';

/** What the server knows of a connection. */
export type Connection = { peerAddress: string; isEncrypted: boolean };
export type RequestOrigin = { address: string; isSecure: boolean; host: string };

/** `proxies`: addresses or networks, `10.0.0.5`, `10.0.0.0/8`, `loopback`. Throws RangeError for another. */
export function makeOriginReader(proxies: readonly string[]) {
  const trusted = new BlockList();
  for (const proxy of proxies) addProxy(trusted, proxy);
  const isTrusted = (address: string) => {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };

  return (request: Request, { peerAddress, isEncrypted }: Connection): RequestOrigin => {
    const peer = plainAddress(peerAddress);
    const asked = request.headers.get('Host') ?? new URL(request.url).host;
    if (!isTrusted(peer)) return { address: peer, isSecure: isEncrypted, host: asked.toLowerCase() };
    const hops = (request.headers.get('X-Forwarded-For') ?? '')
      .split(',')
      .map((hop) => plainAddress(hop.trim()));
    // From the right: each proxy writes down who asked it, and the first who is no proxy of ours is it.
    const client = hops.toReversed().find((hop) => isIP(hop) !== 0 && !isTrusted(hop));
    const proto = request.headers.get('X-Forwarded-Proto')?.split(',').at(-1)?.trim();
    const host = request.headers.get('X-Forwarded-Host')?.split(',').at(-1)?.trim() ?? asked;
    return { address: client ?? peer, isSecure: proto === 'https', host: host.toLowerCase() };
  };
}

function addProxy(list: BlockList, proxy: string): void {
  if (proxy === 'loopback') {
    list.addSubnet('127.0.0.0', 8, 'ipv4');
    list.addAddress('::1', 'ipv6');
    return;
  }
  const [address = '', bits] = proxy.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) throw new RangeError(proxy);
  if (bits === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/.test(bits)) list.addSubnet(address, Number(bits), family);
  else throw new RangeError(proxy);
}

/** IPv4 written as IPv6, as a socket that listens on both reports it. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.*)\]$/, '$1');
}
