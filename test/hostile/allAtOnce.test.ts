/** Every kind of hostile file in one folder: what is right beside them is reported in full, and each that is left out is named. */
import { expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';
import { makeHostileFolder } from './hostileFolder.mjs';

it('analyzes the folder', { timeout: 60_000 }, async () => {
  const folder = temporaryProject({ 'shop/src/main/java/Good.java': countingClass('Good') });
  makeHostileFolder(folder, { lockFile: false });
  const { status, output, said } = await runCommand(folder, 'analyze', '.', '--format', 'json', '--fail-on', 'never');
  expect(said.join('\n')).not.toMatch(/the program failed/);
  expect(status).toBe(0);
  const report = JSON.parse(output) as Report;
  const good = report.topologies.find(({ id }) => id === 'shop/src/main/java/Good.java#Good.build');
  expect(good).toMatchObject({ complete: true, numbersKnown: true, stores: [{ name: 'KSTREAM-AGGREGATE-STATE-STORE-0000000001' }] });
  const named = new Set(report.topologies.map(({ id }) => id.split('/')[0]));
  for (const module of ['pom-constructor', 'pom-laughs', 'catalog-backtracks', 'ignore-rules', 'link-0', 'pipe-4'])
    expect(named).toContain(module);
  expect(report.skipped.map(({ file }) => file)).toEqual(expect.arrayContaining(['link-0/pom.xml', 'pipe-0/pom.xml']));
  expect(output.length).toBeLessThan(20 * 1024 * 1024);
});
