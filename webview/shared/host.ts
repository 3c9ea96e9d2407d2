/** The one place that touches the editor around a page. What comes from there is read through schemas; what is no message is dropped, and can be said. */

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

export interface Host<Outgoing, Incoming, State> {
  post(message: Outgoing): void;
  /** What the page was like before it was hidden or reloaded. */
  readonly remembered: State | undefined;
  remember(state: State): void;
  /** `refuse`: what came is no message. */
  listen(receive: (message: Incoming) => void, refuse?: () => void): void;
}

export interface Readers<Incoming, State> {
  readMessage(value: unknown): Incoming | undefined;
  readState(value: unknown): State | undefined;
}

export function connectHost<Outgoing, Incoming, State>({
  readMessage,
  readState,
}: Readers<Incoming, State>): Host<Outgoing, Incoming, State> {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    remembered: readState(api.getState()),
    remember: (state) => api.setState(state),
    listen: (receive, refuse) =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readMessage(data);
        if (message === undefined) refuse?.();
        else receive(message);
      }),
  };
}
