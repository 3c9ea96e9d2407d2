/** A schema registry that answers over real sockets, as Confluent's does for the paths that a reader asks. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import vectors from '../fixtures/registry-vectors.json' with { type: 'json' };

export interface ServedSchema {
  readonly subject: string;
  readonly id: number;
  readonly guid: string;
  readonly version: number;
  readonly schema: string;
  readonly schemaType: string;
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
}

export interface RegistryVector {
  readonly name: string;
  readonly topic: string;
  readonly isKey: boolean;
  readonly bytes: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly expected: unknown;
  readonly loose: boolean;
}

/** What Confluent's own serializers made: see test/store/oracle/makeRegistryVectors.mjs. */
export const registryVectors = vectors as unknown as {
  readonly schemas: readonly ServedSchema[];
  readonly vectors: readonly RegistryVector[];
};

export interface RegistryServer {
  readonly url: string;
  /** Paths, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly schemas?: readonly ServedSchema[];
  /** The header that every request must have. */
  readonly authorization?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Answers instead. */
  answer?(request: IncomingMessage, response: ServerResponse): boolean;
}

export async function startRegistry({ schemas = [], authorization, tls, answer }: ServerOptions = {}): Promise<RegistryServer> {
  const asked: string[] = [];
  const respond = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
    response.end(JSON.stringify(body));
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://registry');
    asked.push(request.url ?? '');
    if (answer?.(request, response) === true) return;
    if (authorization !== undefined && request.headers.authorization !== authorization)
      return respond(response, 401, { error_code: 401, message: 'Unauthorized' });
    const found = findSchema(schemas, pathname);
    if (found === undefined) return respond(response, 404, { error_code: 40403, message: 'Schema not found' });
    const { schema, schemaType, references, id, guid, subject, version } = found;
    const body = { schema, ...(schemaType === 'AVRO' ? {} : { schemaType }), ...(references === undefined ? {} : { references }) };
    respond(response, 200, pathname.startsWith('/subjects/') ? { ...body, id, guid, subject, version } : body);
  };
  const server: Server = tls === undefined ? createServer(serve) : createSecureServer(tls, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function findSchema(schemas: readonly ServedSchema[], pathname: string): ServedSchema | undefined {
  const [, kind, name = '', , version] = pathname.split('/').map(decodeURIComponent);
  if (kind === 'schemas') {
    const [, , by, wanted] = pathname.split('/');
    return schemas.find(({ id, guid }) => (by === 'ids' ? String(id) === wanted : guid === wanted));
  }
  const own = schemas.filter(({ subject }) => kind === 'subjects' && subject === name);
  return version === 'latest' ? own.at(-1) : own.find((schema) => String(schema.version) === version);
}
