/** What deployment files say of a program that they run: Kubernetes manifests, Helm charts, Compose files, Dockerfiles. */
import type { Known } from '../inputs.js';

export interface Deployment {
  /** As in `Deployment orders`. */
  readonly called: string;
  /** From the project's folder, with `/`. */
  readonly file: string;
  /** What people may call it: of itself, its container, its image. */
  readonly names: readonly string[];
  /** null: it does not say, or something else decides. */
  readonly instances: number | null;
  readonly limitBytes: number | null;
  readonly java: JavaOptions;
}

/** Where the JVM's options stand. */
export interface JavaOptions {
  /** Of variables; null: set to what is not known here. */
  readonly variables: ReadonlyMap<string, string | null>;
  /** The words of its command line, as far as the file has them. */
  readonly command: readonly string[];
}

export interface DeployedInputs {
  readonly instances: Known | null;
  readonly limitBytes: Known | null;
  readonly heapBytes: Known | null;
  /** What was found and does not count, a sentence each. */
  readonly notes: readonly string[];
}

export interface DeploymentFiles {
  readonly deployments: readonly Deployment[];
  /** Options that images have of themselves, by their file. */
  readonly images: readonly { readonly file: string; readonly java: JavaOptions }[];
}

export const nothingDeployed: DeploymentFiles = { deployments: [], images: [] };
