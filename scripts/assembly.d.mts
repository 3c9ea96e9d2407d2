export const assemblyForEsbuild: { readonly name: string; setup(build: object): void };
export const assemblyForVite: {
  readonly name: string;
  readonly enforce: 'pre';
  resolveId(path: string, importer: string | undefined): string | undefined;
  load(id: string): Promise<string> | undefined;
};
