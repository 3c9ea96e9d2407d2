/** How a cluster is reached, secrets included: plain data that crosses to a worker thread, and is never written or shown. */

export interface ConnectionSettings {
  /** `host:port` each; IPv6 hosts in brackets. At least one. */
  readonly bootstrap: readonly string[];
  /** null: plain text. */
  readonly tls: TlsSettings | null;
  readonly sasl: SaslSettings | null;
  readonly schemaRegistry: SchemaRegistrySettings | null;
}

export interface TlsSettings {
  /** PEM texts of the authorities to trust; empty: those that Node trusts. */
  readonly authorities: readonly string[];
  readonly client: ClientCertificate | null;
  /** false: `ssl.endpoint.identification.algorithm` is empty; the chain is checked all the same. */
  readonly checkHostName: boolean;
}

export type ClientCertificate =
  | { readonly form: 'pem'; readonly certificate: string; readonly key: string; readonly password: string | null }
  | { readonly form: 'pkcs12'; readonly base64: string; readonly password: string | null };

export type SaslSettings =
  | { readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; readonly username: string; readonly password: string }
  | {
      readonly mechanism: 'OAUTHBEARER';
      /** Client credentials (RFC 6749 4.4) are sent there. */
      readonly tokenEndpoint: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope: string | null;
    }
  | {
      readonly mechanism: 'AWS_MSK_IAM';
      /** Where the keys were found; null: as AWS's own programs look for them. */
      readonly profile: string | null;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | null;
      /** Of hosts whose name does not tell it; null: not known. */
      readonly region: string | null;
    };

export interface SchemaRegistrySettings {
  readonly url: string;
  readonly authentication:
    | { readonly kind: 'none' }
    | { readonly kind: 'basic'; readonly username: string; readonly password: string }
    | { readonly kind: 'bearer'; readonly token: string };
  /** null: what Node trusts. */
  readonly tls: TlsSettings | null;
}
