/** Progress that stays out of the way while it is short, and can be cancelled once it is long. */
import * as vscode from 'vscode';

/** Milliseconds that people wait without a question. */
const patience = 2_000;

/** In the status bar; what takes longer gets a notification with *Cancel*, which aborts the signal. Rejects with a CancellationError then. */
export async function withPatience<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const done = work(ending.signal);
  const over = done.then(
    () => undefined,
    () => undefined,
  );
  void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => over);
  const timer = setTimeout(() => {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_progress, token) => {
      token.onCancellationRequested(() => ending.abort());
      return over;
    });
  }, patience);
  try {
    return await done;
  } catch (error) {
    throw ending.signal.aborted ? new vscode.CancellationError() : error;
  } finally {
    clearTimeout(timer);
  }
}
