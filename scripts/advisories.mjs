// A gate: no advisory of the registry is about what we ship, but those that scripts/advisories.json accepts, each with the reason.
// Exit status 0: asked, none; 1: there is one; 2: the registry did not answer, so nothing is known. Whoever publishes wants 0.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [acceptedFile = join(root, 'scripts/advisories.json')] = process.argv.slice(2);
const { accepted } = JSON.parse(readFileSync(acceptedFile, 'utf8'));

/** What npm knows of the packages that are installed for users: `{ found }`, advisories by their address, or `{ unasked }`, why not. */
function ask() {
  const windows = process.platform === 'win32';
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'];
  const { stdout, stderr, error } = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: windows,
    timeout: 60_000,
  });
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    return { unasked: error?.message || stderr?.trim() || 'npm said nothing' };
  }
  if (report.vulnerabilities === undefined) return { unasked: report.message || report.error?.summary || 'npm gave no report' };
  // `via` names packages, too, whose advisories are in their own entry.
  const all = Object.values(report.vulnerabilities).flatMap(({ via }) => via.filter((each) => typeof each === 'object'));
  return { found: new Map(all.map((each) => [each.url, each])) };
}

const { found, unasked } = ask();
if (found === undefined) {
  console.log(unasked);
  process.exitCode = 2;
} else {
  const problems = [
    ...[...found.values()]
      .filter(({ url }) => !accepted.some((each) => each.url === url))
      .map(({ name, range, severity, title, url }) => `${name} ${range}: ${title} (${severity}, ${url})`),
    ...accepted
      .filter(({ url, reason }) => !found.has(url) || !reason)
      .map(({ url }) => `${url}: accepted without a reason, or not reported any more`),
  ];
  console.log(problems.join('\n') || `none but ${accepted.length} accepted`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
