import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{model,pack,report,kiosk,electron,renderer,hub,scripts}/**/*.test.{ts,tsx}'],
          // A store of PostgreSQL each, on a machine that does other things too.
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 15_000 } },
          // A real browser each: two at once on two cores only make each other slow.
          fileParallelism: false,
        },
      },
    ],
  },
});
