/** Runs what a person may end: the first Ctrl+C aborts the control that it is given, a second one ends the process. */
export async function interruptible<T>(run: (control: AbortController) => Promise<T>): Promise<T> {
  const control = new AbortController();
  const interrupt = (): void => control.abort();
  process.once('SIGINT', interrupt);
  try {
    return await run(control);
  } finally {
    process.off('SIGINT', interrupt);
  }
}
