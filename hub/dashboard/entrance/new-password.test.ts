import { expect, test } from 'vitest';
import { newPasswordSchema } from '../../../model/hub-access.ts';
import { findPasswordFault, isLogin } from './new-password.ts';

test.each([
  ['short', 'short', 'tooShort'],
  ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'tooEven'],
  ['a long evening', 'a long morning', 'notTheSame'],
  ['a long evening', 'a long evening', undefined],
])('%o and %o: %o', (password, again, fault) => {
  expect(findPasswordFault(password, again)).toBe(fault);
});

test('what the page lets pass the hub takes', () => {
  const password = 'a long evening';
  expect(findPasswordFault(password, password)).toBeUndefined();
  expect(newPasswordSchema.safeParse(password).success).toBe(true);
  expect(isLogin('Wang.Li')).toBe(true);
  expect(isLogin('a b')).toBe(false);
});
