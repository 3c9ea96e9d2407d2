// The stages of `npm test`, in their order. Imports no installed package.
import { spawnSync } from 'node:child_process';

function output(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout + stderr : '';
}

const program = (file, ...args) => ['node', 'scripts/runTypeScript.mjs', file, ...args];

const jdk = {
  name: 'a JDK of version 17 or later (javac)',
  found: () => Number(/^javac (\d+)/.exec(output('javac', '-version'))?.[1] ?? 0) >= 17,
};
const maven = { name: 'Maven (mvn)', found: () => /Apache Maven/.test(output('mvn', '-v')) };

/** Every stage depends on these, too. */
export const common = ['package-lock.json', 'scripts', 'test/run.mjs', 'test/stages.mjs', 'test/support'];
const analysis = ['src/base', 'src/core'];
const library = ['test/oracle'];
/** What is read of clusters. The code of the sample is analysed, too; but what the analysis says is held by its own stages. */
const cluster = [
  ...['src/base', 'src/kafka', 'src/applications', 'src/operate', 'src/store', 'src/live', 'src/present', 'src/protocol', 'src/platform'],
  'src/cli',
  ...['demo', 'test/cluster/lib'],
];
const editor = [
  'package.json',
  'src/extension',
  'src/present',
  'src/platform',
  'src/protocol',
  'webview',
  'media',
  'syntaxes',
  'demo',
  'test/workbench',
];

const whatMostlyWaits = ['real brokers', 'workbench, code'];

/**
 * `inputs`: files and folders that the verdict depends on, beside the common ones; none: on everything.
 * `beside`: runs while the first of these stages that is run does, which mostly waits, in the time of the processors that it leaves.
 */
export const stages = [
  { name: 'build', command: ['node', 'scripts/build.mjs'] },
  { name: 'check', command: ['node', 'scripts/check.mjs'] },
  { name: 'unit and golden tests', command: ['node', 'node_modules/vitest/vitest.mjs', 'run', '--coverage'] },
  {
    name: 'goldens are what the library does',
    inputs: [...library],
    command: ['bash', 'test/oracle/check.sh'],
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'fixtures of Java are what the library does',
    inputs: [...library, 'test/languages'],
    command: program('test/languages/againstLibrary.ts'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'expressions of Java are what Java makes of them',
    inputs: [...analysis, 'test/core/jvm/library'],
    command: program('test/core/jvm/library/againstJava.ts'),
    needs: [jdk],
    beside: whatMostlyWaits,
  },
  {
    name: 'applications of frameworks make what is said',
    inputs: [...analysis, ...library, 'src/platform', 'test/frameworks'],
    command: program('test/frameworks/againstFrameworks.ts'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'random Java',
    inputs: [...analysis, ...library, 'test/fuzz'],
    command: program('test/fuzz/java/javaPrograms.ts', '--n', '300', '--least', '95'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'random programs, 4.4.0',
    inputs: [...analysis, ...library, 'test/fuzz'],
    command: program('test/fuzz/differential.ts', '--kafka', '4.4.0', '--n', '250'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'random programs, 3.9.1',
    inputs: [...analysis, ...library, 'test/fuzz'],
    command: program('test/fuzz/differential.ts', '--kafka', '3.9.1', '--n', '100'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'pin, every case',
    inputs: [...analysis, ...library, 'test/fixes'],
    command: program('test/fixes/fixesAgainstLibrary.ts', '--cases'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'pin, random programs',
    inputs: [...analysis, ...library, 'test/fixes', 'test/fuzz'],
    command: program('test/fixes/fixesAgainstLibrary.ts', '--n', '150'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'name, every case',
    inputs: [...analysis, ...library, 'test/fixes'],
    command: program('test/fixes/fixesAgainstLibrary.ts', '--mode', 'name', '--cases'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'name, random programs',
    inputs: [...analysis, ...library, 'test/fixes', 'test/fuzz'],
    command: program('test/fixes/fixesAgainstLibrary.ts', '--mode', 'name', '--n', '150'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'what random edits move',
    inputs: [...analysis, ...library, 'test/fixes', 'test/fuzz'],
    command: program('test/fixes/editsAgainstLibrary.ts', '--n', '200'),
    needs: [jdk, maven],
    beside: whatMostlyWaits,
  },
  {
    name: 'robustness',
    inputs: [...analysis, 'test/robustness', 'test/oracle/golden/4.3.0/src'],
    command: program('test/robustness/robustness.ts'),
    beside: ['random hostile input'],
  },
  {
    name: 'random hostile input',
    inputs: ['src', 'test/hostile/fuzz', 'test/hostile/fuzz.ts'],
    command: program('test/hostile/fuzz.ts', '--seconds', '60'),
  },
  {
    name: 'real brokers',
    inputs: [...cluster, 'agent', 'test/cluster', 'test/kafka', 'test/store'],
    command: ['node', 'node_modules/vitest/vitest.mjs', 'run', '--config', 'test/cluster/vitest.config.ts'],
    needs: [jdk, maven],
  },
  {
    name: 'random applications on a real broker',
    inputs: [...cluster, 'src/core', 'test/cluster/randomApplications', 'test/cluster/everyStore'],
    command: program('test/cluster/randomApplications/randomApplications.ts', '--n', '5'),
    needs: [jdk, maven],
  },
  {
    name: 'workbench, code',
    inputs: [...editor, 'src/core', 'src/cli'],
    command: [
      'node',
      'test/workbench/run.mjs',
      'package',
      'pages',
      'estimate',
      'shop',
      'topology',
      'names',
      'untrusted',
      'hostile',
      'host',
    ],
    needs: [jdk, maven],
  },
  {
    name: 'workbench, clusters',
    inputs: [...editor, ...cluster],
    command: ['node', 'test/workbench/run.mjs', 'query-page', 'query', 'query-topics', 'cluster', 'move', 'query-application'],
    needs: [jdk, maven],
  },
];
