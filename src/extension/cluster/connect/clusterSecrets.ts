/** Secrets of clusters, in the editor's own secret storage and nowhere else. */
import type { ClientCertificate } from '../../../kafka/connectionSettings.js';
import { bindingOf, type ClusterSetting } from './clusterSetting.js';

export interface ClusterSecrets {
  readonly password?: string;
  readonly clientSecret?: string;
  /** Of the client certificate's key, or of the PKCS#12 file. */
  readonly keyPassword?: string;
  readonly registryPassword?: string;
  readonly registryToken?: string;
  /** PEM texts that an imported configuration had in it, instead of files. */
  readonly authorities?: readonly string[];
  readonly certificate?: ClientCertificate;
}

/** What `vscode.SecretStorage` gives. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface Secrets {
  /** undefined: there are some, and they were entered for other settings of this name. */
  read(setting: ClusterSetting): Promise<ClusterSecrets | undefined>;
  /** Of this name, whatever the settings are: for a dialog that lets the person keep them. */
  readAny(name: string): Promise<ClusterSecrets>;
  write(setting: ClusterSetting, secrets: ClusterSecrets): Promise<void>;
  remove(name: string): Promise<void>;
}

interface Kept {
  readonly binding: string;
  readonly secrets: ClusterSecrets;
}

const keyOf = (name: string): string => `kafkaStreams.cluster:${name}`;

export function createSecrets(store: SecretStore): Secrets {
  const readKept = async (name: string): Promise<Kept | undefined> => {
    const text = await store.get(keyOf(name));
    return text === undefined ? undefined : parseKept(text);
  };
  return {
    async read(setting) {
      const kept = await readKept(setting.name);
      if (kept === undefined) return {};
      return kept.binding === bindingOf(setting) ? kept.secrets : undefined;
    },
    async readAny(name) {
      return (await readKept(name))?.secrets ?? {};
    },
    async write(setting, secrets) {
      if (Object.keys(secrets).length === 0) {
        await store.delete(keyOf(setting.name));
        return;
      }
      const kept: Kept = { binding: bindingOf(setting), secrets };
      await store.store(keyOf(setting.name), JSON.stringify(kept));
    },
    async remove(name) {
      await store.delete(keyOf(name));
    },
  };
}

/** Only we write it; what an older version wrote may lack something. */
function parseKept(text: string): Kept | undefined {
  try {
    const { binding, secrets } = JSON.parse(text) as Partial<Kept>;
    return typeof binding === 'string' && typeof secrets === 'object' ? { binding, secrets } : undefined;
  } catch {
    return undefined;
  }
}
