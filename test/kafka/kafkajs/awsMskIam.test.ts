/** AWS_MSK_IAM: signatures beside those of Amazon's own client for Java, and the handshake with a listener of ours that checks them. */
import { createHash, createHmac } from 'node:crypto';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SaslSettings } from '../../../src/kafka/connectionSettings.js';
import { signedRequest } from '../../../src/kafka/kafkajs/awsMskIam.js';
import { openCluster } from '../../../src/kafka/openCluster.js';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
type MskIam = Extract<SaslSettings, { readonly mechanism: 'AWS_MSK_IAM' }>;
const user: MskIam = {
  ...{ mechanism: 'AWS_MSK_IAM', profile: null, region: null },
  ...{ accessKeyId: 'AKIDEXAMPLE', secretAccessKey, sessionToken: null },
};
const session: MskIam = { ...user, accessKeyId: 'ASIDEXAMPLE', sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE//token+with=signs&%~ *' };

/**
 * What AWS4SignedPayloadGenerator of software.amazon.msk:aws-msk-iam-auth 2.3.4 made of these keys, hosts and times, with the user agent `kslens`,
 * which is not signed.
 */
const recorded: readonly (readonly [what: string, settings: MskIam, payload: Readonly<Record<string, string>>])[] = [
  [
    'keys of a user',
    user,
    {
      'x-amz-date': '20261130T230504Z',
      'x-amz-signedheaders': 'host',
      'x-amz-signature': '8bb859607fb56db92f3483e9179a7f94803693b349e87a82821903c3ee6b038b',
      host: 'b-1.shop.a1b2c3.c2.kafka.eu-central-1.amazonaws.com',
      action: 'kafka-cluster:Connect',
      'x-amz-expires': '900',
      version: '2020_10_22',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': 'AKIDEXAMPLE/20261130/eu-central-1/kafka-cluster/aws4_request',
      'user-agent': 'kslens',
    },
  ],
  [
    'keys of a session',
    session,
    {
      'x-amz-date': '20261130T230508Z',
      'x-amz-signedheaders': 'host',
      'x-amz-signature': '3754f44ee12e476ce5dc5559f3b2ba3ad3608a137120228393625493ca822804',
      host: 'boot-x1y2.c3.kafka-serverless.us-east-1.amazonaws.com',
      action: 'kafka-cluster:Connect',
      'x-amz-expires': '900',
      'x-amz-security-token': 'IQoJb3JpZ2luX2VjEXAMPLE//token+with=signs&%~ *',
      version: '2020_10_22',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': 'ASIDEXAMPLE/20261130/us-east-1/kafka-cluster/aws4_request',
      'user-agent': 'kslens',
    },
  ],
];

const timeOf = (date: string): Date => new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

it.each(recorded)("signs with %s as Amazon's own client does", (_, settings, payload) => {
  const ours: unknown = JSON.parse(signedRequest(settings, payload['host']!, timeOf(payload['x-amz-date']!)));
  expect(ours).toEqual({ ...payload, 'user-agent': 'kafka-streams-lens' });
});

it('takes the region from the name of a broker, else from the settings, and says where none is known', () => {
  const regionFor = (host: string, region: string | null): string | undefined => {
    const signed = JSON.parse(signedRequest({ ...user, region }, host, new Date())) as Record<string, string>;
    return signed['x-amz-credential']?.split('/')[2];
  };
  expect(regionFor('b-2.a.b.c1.kafka.cn-north-1.amazonaws.com.cn', 'eu-west-1')).toBe('cn-north-1');
  expect(regionFor('kafka.internal.example', 'eu-west-1')).toBe('eu-west-1');
  expect(() => regionFor('kafka.internal.example', null)).toThrow('The region of kafka.internal.example is not known');
});

/** Kafka's frames, as far as describe() needs them: versions, the mechanism, the signed request, metadata. */
describe('a listener of ours', () => {
  let server: net.Server;
  const seen: { mechanism?: string; payload?: Record<string, string> } = {};
  let port = 0;

  const framed = (correlation: number, ...parts: readonly Buffer[]): Buffer => {
    const body = Buffer.concat([int32(correlation), ...parts]);
    return Buffer.concat([int32(body.length), body]);
  };
  const int16 = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);
  const int32 = (value: number): Buffer => Buffer.concat([int16(value >> 16), int16(value)]);
  const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)]);
  const apis = [...[18, 0, 0], ...[17, 0, 1], ...[36, 0, 0], ...[3, 5, 5]];

  /** The answer to a request, without its header's length. */
  function answer(request: Buffer): Buffer {
    const [key, correlation] = [request.readInt16BE(0), request.readInt32BE(4)];
    const client = request.readInt16BE(8);
    const body = request.subarray(10 + Math.max(0, client));
    if (key === 18) {
      const list = Array.from({ length: apis.length / 3 }, (_, i) => Buffer.concat(apis.slice(i * 3, i * 3 + 3).map(int16)));
      return framed(correlation, int16(0), int32(list.length), ...list);
    }
    if (key === 17) {
      seen.mechanism = body.toString('utf8', 2, 2 + body.readInt16BE(0));
      return framed(correlation, int16(0), int32(1), text('AWS_MSK_IAM'));
    }
    // Metadata v5: itself, the cluster, no controller and no topics.
    if (key === 3) {
      const broker = [int32(1), text('127.0.0.1'), int32(port), int16(-1)];
      return framed(correlation, int32(0), int32(1), ...broker, text('ours'), int32(-1), int32(0));
    }
    const payload = JSON.parse(body.toString('utf8', 4, 4 + body.readInt32BE(0))) as Record<string, string>;
    seen.payload = payload;
    const isRight = signatureOf(payload) === payload['x-amz-signature'];
    const words = Buffer.from(JSON.stringify({ version: payload['version'], 'request-id': 'r' }));
    return isRight
      ? framed(correlation, int16(0), int16(-1), int32(words.length), words)
      : framed(correlation, int16(58), text('Access denied'), int32(0));
  }

  /** Signature Version 4, written down once more for this test. */
  function signatureOf(payload: Readonly<Record<string, string>>): string {
    const { host = '', action = '' } = payload;
    const [, day = '', region = ''] = payload['x-amz-credential']!.split('/');
    const names: Readonly<Record<string, string>> = {
      'x-amz-algorithm': 'X-Amz-Algorithm',
      'x-amz-credential': 'X-Amz-Credential',
      'x-amz-date': 'X-Amz-Date',
      'x-amz-expires': 'X-Amz-Expires',
      'x-amz-security-token': 'X-Amz-Security-Token',
      'x-amz-signedheaders': 'X-Amz-SignedHeaders',
    };
    const query = [
      ['Action', action],
      ...Object.entries(names).flatMap(([key, name]) => (payload[key] === undefined ? [] : [[name, payload[key]]])),
    ]
      .map(([name, value]) => `${name}=${encodeURIComponent(value!).replaceAll('*', '%2A')}`)
      .toSorted()
      .join('&');
    const sha256 = (words: string): string => createHash('sha256').update(words).digest('hex');
    const request = ['GET', '/', query, `host:${host}`, '', 'host', sha256('')].join('\n');
    const scope = [day, region, 'kafka-cluster', 'aws4_request'];
    const toSign = ['AWS4-HMAC-SHA256', payload['x-amz-date'], scope.join('/'), sha256(request)].join('\n');
    const key = scope.reduce<Buffer>(
      (last, part) => createHmac('sha256', last).update(part).digest(),
      Buffer.from(`AWS4${secretAccessKey}`),
    );
    return createHmac('sha256', key).update(toSign).digest('hex');
  }

  beforeAll(async () => {
    server = net.createServer((socket) => {
      let waiting = Buffer.alloc(0);
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        waiting = Buffer.concat([waiting, chunk]);
        while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
          const end = 4 + waiting.readInt32BE(0);
          const request = waiting.subarray(4, end);
          waiting = waiting.subarray(end);
          socket.write(answer(request));
        }
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as net.AddressInfo).port;
  });
  afterAll(() => void server.close());

  const askBy = async (sasl: SaslSettings) => {
    const cluster = openCluster({ bootstrap: [`127.0.0.1:${port}`], tls: null, sasl, schemaRegistry: null });
    try {
      return await cluster.describe({ timeoutMs: 3000 });
    } finally {
      await cluster.close();
    }
  };

  it('is shown a request that is right for its host, and lets us in', async () => {
    const result = await askBy({ ...session, region: 'eu-west-1' });
    expect(seen.mechanism).toBe('AWS_MSK_IAM');
    expect(seen.payload).toMatchObject({ host: '127.0.0.1', version: '2020_10_22', action: 'kafka-cluster:Connect' });
    expect(result).toMatchObject({ ok: true, value: { id: 'ours' } });
  });

  it('refuses keys that are not right, which is said without them', async () => {
    const result = await askBy({ ...session, secretAccessKey: 'another-secret', region: 'eu-west-1' });
    expect(result).toMatchObject({
      ok: false,
      error: {
        kind: 'unauthenticated',
        message: `127.0.0.1:${port} did not let us in by AWS_MSK_IAM.`,
        advice: 'Check that the keys have not expired, their policy (kafka-cluster:Connect), and the clock of this machine.',
      },
    });
    expect(JSON.stringify(result)).not.toContain('another-secret');
  });

  it('is not asked where no region is known', async () => {
    expect(await askBy(user)).toMatchObject({
      ok: false,
      error: { kind: 'badSettings', advice: 'Set AWS_REGION, or region in the profile.' },
    });
  });
});
