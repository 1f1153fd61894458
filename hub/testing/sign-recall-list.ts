// A recall list as organisers sign it.
import type { RecallList, SignedRecallList } from '../../model/pack.ts';
import { signBytes } from '../../pack/keys.ts';

export function signRecallList(list: RecallList, privateKey: string): SignedRecallList {
  const text = JSON.stringify(list);
  return { format: 1, list: text, signature: signBytes(Buffer.from(text), privateKey) };
}
