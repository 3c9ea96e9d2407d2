/** The one host type that the pure layers may name: cancellation. Neither Node's nor the DOM's types reach them. */
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
