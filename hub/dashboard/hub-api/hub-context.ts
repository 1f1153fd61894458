// The one way to the hub, for whatever screen needs it.
import { createContext, useContext } from 'react';
import type { AskHub } from './ask-hub.ts';

export const HubContext = createContext<AskHub | undefined>(undefined);

export function useHub(): AskHub {
  const ask = useContext(HubContext);
  if (!ask) throw new Error('There is no HubContext around this screen.');
  return ask;
}
