// What is wrong with a name or a password before it is sent, as the code of a sentence.
import { loginSchema, newPasswordSchema, shortestPassword } from '../../../model/hub-access.ts';

export type PasswordFault = 'tooShort' | 'tooEven' | 'notTheSame';

export function findPasswordFault(password: string, again: string): PasswordFault | undefined {
  if ([...password.normalize('NFC')].length < shortestPassword) return 'tooShort';
  if (!newPasswordSchema.safeParse(password).success) return 'tooEven';
  return password === again ? undefined : 'notTheSame';
}

export const isLogin = (login: string) => loginSchema.safeParse(login).success;
