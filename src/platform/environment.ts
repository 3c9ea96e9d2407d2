/** A variable of this process's environment; undefined: it is not set. `process.env` itself answers `constructor`, too. */
export function environmentVariable(name: string): string | undefined {
  return Object.hasOwn(process.env, name) ? process.env[name] : undefined;
}
