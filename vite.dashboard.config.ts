import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'hub/dashboard',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../../build/dashboard',
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    // Nothing is inlined: the page's policy allows neither data: scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
});
