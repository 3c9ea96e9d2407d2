/** Texts at the top that a person may open, by name. */
export const hostileTexts: Readonly<Record<string, string>>;
/** Makes the folder's files; `lockFile` false leaves out the lock file, which is hostile, too. */
export function makeHostileFolder(folder: string, options?: { readonly lockFile?: boolean }): void;
