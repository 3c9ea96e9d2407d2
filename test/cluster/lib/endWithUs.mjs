// What we start ends with us, however we end: a handler of ours would not run where we are killed. Imports no installed package.
import { spawn } from 'node:child_process';

/** Kills the child once this process is gone; `group`: with all of its process group, which it leads. */
export function endWithUs(child, { group = false } = {}) {
  if (child.pid === undefined) return; // it did not start
  const target = group ? -child.pid : child.pid;
  // The other end of its input is ours alone, and closed by the system.
  const guard = spawn('sh', ['-c', `read -r line; kill -s KILL -- ${target}`], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  child.once('exit', () => guard.kill('SIGKILL'));
}
