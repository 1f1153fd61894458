declare module 'opencc-js' {
  export function Converter(options: { from: 'cn' | 'tw'; to: 'cn' | 'tw' }): (text: string) => string;
  export function CustomConverter(pairs: [string, string][]): (text: string) => string;
}
