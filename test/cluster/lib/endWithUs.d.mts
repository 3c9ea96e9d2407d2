import type { ChildProcess } from 'node:child_process';

/** Kills the child once this process is gone, however it ends; `group`: with all of its process group, which it leads. */
export function endWithUs(child: ChildProcess, options?: { readonly group?: boolean }): void;
