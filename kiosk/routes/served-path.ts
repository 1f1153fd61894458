// The file path that an address asks for. Everything odd is no path at all.

/**
 * `pathname` (percent-encoded) without `prefix`, decoded once; undefined for a step up or
 * aside, an absolute path, a backslash, a NUL, an empty part, or broken encoding.
 */
export function readServedPath(pathname: string, prefix: string): string | undefined {
  if (!pathname.startsWith(prefix)) return undefined;
  const path = decode(pathname.slice(prefix.length));
  if (path === undefined || /[\\\0]/.test(path)) return undefined;
  const isOdd = path.split('/').some((part) => part === '' || part === '.' || part === '..');
  return isOdd ? undefined : path;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
