// A copy of the sample's source that a person may change, under version control like a project of one's own.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { project } from '../test/workbench/lib/setup.mjs';

/** Copies the sample to a folder that is not there yet, and commits it: names are compared with the last commit. */
export function copySample(folder, { say }) {
  fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: (file) => path.basename(file) !== 'target' });
  const who = ['-c', 'user.name=Kafka Streams Lens', '-c', 'user.email=demo@localhost', '-c', 'commit.gpgSign=false'];
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    [...who, 'commit', '-q', '-m', 'The sample as it was'],
  ]) {
    const { status, error, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    if (status === 0) continue;
    const reason = error?.code === 'ENOENT' ? 'git is missing' : (error?.message ?? stderr.trim().split('\n')[0]);
    say(`the copy of the sample is in no commit (${reason}): edits that move names are not reported`);
    return;
  }
}
