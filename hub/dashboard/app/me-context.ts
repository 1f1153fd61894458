// Who is signed in, for pages that offer more to some than to others. What is allowed, the hub decides.
import { createContext, useContext } from 'react';
import type { Me } from '../../../model/hub-access.ts';

export const MeContext = createContext<Me | undefined>(undefined);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('There is no MeContext around this screen.');
  return me;
}
