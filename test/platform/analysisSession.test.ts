import { expect, test } from 'vitest';
import type { AnalyseRequest, Analyser } from '../../src/core/analyser.js';
import type { Report } from '../../src/core/report.js';
import type { AnalysisFolder } from '../../src/platform/analysis/analysisMessages.js';
import { createAnalysisSession } from '../../src/platform/analysis/analysisSession.js';
import { noPulse } from '../../src/platform/threads/pulse.js';
import { createSharedSignal } from '../../src/platform/threads/sharedSignal.js';

const never = new AbortController().signal;
const folder = (path: string): AnalysisFolder => ({
  path,
  options: {
    kafkaVersion: undefined,
    applicationId: undefined,
    optimization: undefined,
    includeTests: path.includes('tests'),
    severities: {},
  },
});
const unknown = {
  kafkaVersion: undefined,
  applicationId: undefined,
  optimization: undefined,
  configuration: {},
  properties: {},
  propertyFiles: {},
};

const unasked = (): never => {
  throw new Error('not asked for here');
};

/** A session over folders that each hold `A.java`; the analyser's answer is every text that it reads. */
function openSession(onAnalyse: (request: AnalyseRequest) => void = () => undefined) {
  const opened: string[] = [];
  const disk = new Map<string, { text: string }>();
  const analyser: Analyser = {
    analyse(request) {
      onAnalyse(request);
      const texts = request.sources.files.map((file) => {
        const read = request.sources.read(file);
        return read !== undefined && 'text' in read ? `${file}=${read.text}` : `${file} unreadable`;
      });
      return texts as unknown as Report;
    },
    planFix: unasked,
    storeNameAt: unasked,
    planRename: unasked,
    dispose: () => undefined,
  };
  const session = createAnalysisSession({
    analyser,
    pulse: noPulse,
    openProject({ path }) {
      opened.push(path);
      return {
        sources: {
          files: ['A.java', 'b/B.java'],
          read: () => ({ text: `disk${opened.length}` }),
          findByParent: () => [],
          findByClassName: (name) => ({ A: ['A.java'], B: ['b/B.java'], C: ['c/C.java'] })[name] ?? [],
        },
        settingsFor: () => unknown as never,
        readAgain: (file) => disk.get(file),
        complete: (report) => report,
      };
    },
  });
  const run = () => session.analyse(never, () => undefined);
  return { session, run, opened, disk };
}

test('an open document goes before the disk until it is closed', () => {
  const { session, run } = openSession();
  session.setFolders([folder('/shop')]);
  session.setDocument('/shop/b/B.java', 'typed');
  expect(run()).toEqual([{ folder: '/shop', report: ['A.java=disk1', 'b/B.java=typed'] }]);
  session.setDocument('/shop/b/B.java', undefined);
  expect(run()).toEqual([{ folder: '/shop', report: ['A.java=disk1', 'b/B.java=disk1'] }]);
});

test('a document belongs to the innermost folder, also when the folders come after it', () => {
  const { session, run } = openSession();
  session.setDocument('/shop/orders/A.java', 'typed');
  session.setFolders([folder('/shop'), folder('/shop/orders'), folder('/shopping')]);
  expect(run()?.map(({ report }) => (report as unknown as string[])[0])).toEqual(['A.java=disk1', 'A.java=typed', 'A.java=disk3']);
});

test('a folder is read again only after something in it changed on disk', () => {
  const { session, run, opened } = openSession();
  session.setFolders([folder('/shop'), folder('/other')]);
  run();
  run();
  expect(opened).toEqual(['/shop', '/other']);
  session.changedOnDisk(['/other/pom.xml', '/elsewhere/pom.xml']);
  run();
  expect(opened).toEqual(['/shop', '/other', '/other']);
});

test('a change in one file reads that file only', () => {
  const { session, run, opened, disk } = openSession();
  session.setFolders([folder('/shop')]);
  run();
  disk.set('A.java', { text: 'saved' });
  disk.set('c/C.java', { text: 'new words' });
  session.changedOnDisk(['/shop/A.java', '/shop/c/C.java']);
  expect(run()?.[0]?.report).toEqual(['A.java=saved', 'b/B.java=disk1', 'c/C.java=new words']);
  session.setDocument('/shop/A.java', 'typed');
  expect(run()?.[0]?.report).toEqual(['A.java=typed', 'b/B.java=disk1', 'c/C.java=new words']);
  expect(opened).toHaveLength(1);
  disk.delete('A.java');
  session.setDocument('/shop/A.java', undefined);
  session.changedOnDisk(['/shop/A.java']);
  expect(run()?.[0]?.report).toEqual(['A.java=disk2', 'b/B.java=disk2']);
});

test('an open file that the project does not know is not looked at', () => {
  const { session, run } = openSession();
  session.setFolders([folder('/shop')]);
  session.setDocument('/shop/target/Generated.java', 'typed');
  expect(run()?.[0]?.report).toEqual(['A.java=disk1', 'b/B.java=disk1']);
});

test('tests count where the folder says so', () => {
  const asked: boolean[] = [];
  const { session, run } = openSession(({ includeTests }) => asked.push(includeTests));
  session.setFolders([folder('/shop'), folder('/with-tests')]);
  run();
  expect(asked).toEqual([false, true]);
});

test('an analysis that became stale on the way gives nothing and goes no further', () => {
  const newest = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(newest, 0, 7);
  let asked = 0;
  const { session } = openSession(({ signal }) => {
    asked++;
    expect(signal?.aborted).toBe(false);
    Atomics.store(newest, 0, 8);
    expect(signal?.aborted).toBe(true);
    expect(() => signal?.throwIfAborted()).toThrow('It was cancelled, or a newer one was asked for.');
  });
  session.setFolders([folder('/shop'), folder('/other')]);
  expect(session.analyse(createSharedSignal(newest, 7, noPulse), () => undefined)).toBeUndefined();
  expect(asked).toBe(1);
});
