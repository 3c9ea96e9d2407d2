/** What a process starts, and what of it is left behind when it is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const helper = path.join(import.meta.dirname, 'endWithUs.mjs');

/** A process that starts a command with `endWithUs`; `close` comes when nothing holds its output any more: it and all that it started. */
function start(command: string, options: string) {
  const source = `
    import { spawn } from 'node:child_process';
    import { endWithUs } from ${JSON.stringify(helper)};
    const child = spawn('sh', ['-c', ${JSON.stringify(command)}], { stdio: ['ignore', 'inherit', 'ignore'], detached: true });
    endWithUs(child, ${options});
    console.log('started');
  `;
  const started = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void started.kill('SIGKILL'));
  return started;
}

it.each([
  ['{}', 'exec sleep 60'],
  ['{ group: true }', 'sleep 60 & sleep 60'],
])('leaves nothing behind when it is killed: %s', async (options, command) => {
  const started = start(command, options);
  const closed = once(started, 'close');
  await once(started.stdout, 'data');
  started.kill('SIGKILL');
  expect(await closed).toEqual([null, 'SIGKILL']);
});

it('does not wait for anything but what it started', async () => {
  expect(await once(start('exit 0', '{}'), 'close')).toEqual([0, null]);
});
