interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  /** Outputs of dist/ that it is in. */
  readonly files: readonly string[];
}

export function readThirdParty(root: string, contents: ReadonlyMap<string, readonly string[]>): readonly ThirdPartyPackage[];
export function toNotices(packages: readonly ThirdPartyPackage[]): string;
export function toSbom(root: string, packages: readonly ThirdPartyPackage[]): string;
