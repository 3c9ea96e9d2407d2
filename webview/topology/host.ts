/** The one place that touches the editor around the page. */
import type { FromPage, PageState, ToPage } from '../../src/protocol/topologyPanel.js';
import { readPageState, readToPage } from '../../src/protocol/topologyPanel.js';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

export interface Host {
  post(message: FromPage): void;
  /** What the page was like before it was hidden or reloaded. */
  readonly remembered: PageState | undefined;
  remember(state: PageState): void;
  listen(receive: (message: ToPage) => void): void;
}

export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    remembered: readPageState(api.getState()),
    remember: (state) => api.setState(state),
    listen: (receive) =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readToPage(data);
        if (message !== undefined) receive(message);
      }),
  };
}
