// What every answer carries, of a kiosk and of a hub: their pages load nothing from elsewhere, run no
// script that stands in a page, and are shown in nobody's frame.

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];

/** `allowed`: what else the pages may load, such as `media-src 'self'`. */
export function makeAnswerHeaders(allowed: readonly string[] = []): Record<string, string> {
  return {
    'Content-Security-Policy': [...policy, ...allowed].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=()',
  };
}
