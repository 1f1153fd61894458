// The page that is shown, for the frame around it; undefined in the rooms before the dashboard.
import { createContext, useContext } from 'react';
import type { Page } from '../pages.ts';

export const PageContext = createContext<Page | undefined>(undefined);

export const usePage = () => useContext(PageContext);
