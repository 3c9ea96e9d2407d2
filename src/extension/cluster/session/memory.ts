/** What `vscode.Memento` gives. */
export interface Memory {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as the editor declares it
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}
