/** What `ConfigFactory.load()` of Lightbend Config reads: `application.conf` over `reference.conf`. */
export interface LightbendSettings {
  /** By their paths; what is not here is not known. */
  readonly values: Readonly<Record<string, string>>;
  /** The environment variables that stand before a value, where they are set (`a = ${?A}`). */
  readonly variables: Readonly<Record<string, string>>;
}

export const noLightbendSettings: LightbendSettings = { values: {}, variables: {} };
