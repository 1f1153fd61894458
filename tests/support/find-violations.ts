// What axe-core finds on a page as it stands, each with where and why.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function findViolations(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations.map(({ id, nodes }) => {
    const where = nodes.map(
      ({ target, html, any }) => `${target.join(' ')} ${html} ${any[0]?.message ?? ''}`,
    );
    return `${name}: ${id}: ${where.join('; ')}`;
  });
}
