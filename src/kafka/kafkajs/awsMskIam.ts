/**
 * The SASL mechanism AWS_MSK_IAM of Amazon MSK over kafkajs, whose own is another one. One message of JSON: a request to connect that is signed
 * with AWS's Signature Version 4 as a query (aws-msk-iam-auth, "Details"), and an answer that says nothing of use.
 */
import aws4 from 'aws4';
import type { ClusterError } from '../clusterError.js';
import type { SaslSettings } from '../connectionSettings.js';
import { say, type SaslExchange } from './saslExchange.js';

type MskIamSettings = Extract<SaslSettings, { readonly mechanism: 'AWS_MSK_IAM' }>;

/** The request cannot be signed. */
export class NotSigned extends Error {
  constructor(readonly clusterError: ClusterError) {
    super(clusterError.message);
  }
}

const version = '2020_10_22';
const action = 'kafka-cluster:Connect';
const lifetimeSeconds = 900;

/** What kafkajs takes as `authenticationProvider`: it tells the host that it calls. Rejects with NotSigned, or kafkajs's errors. */
export function createMskIam(
  settings: MskIamSettings,
): (exchange: SaslExchange & { readonly host: string }) => { authenticate(): Promise<void> } {
  return (exchange) => ({
    async authenticate() {
      await say(exchange, signedRequest(settings, exchange.host, new Date()));
    },
  });
}

/** For this host and no other. Throws NotSigned where no region is known. */
export function signedRequest(settings: MskIamSettings, host: string, now: Date): string {
  const region = regionOf(host) ?? settings.region;
  if (region === null)
    throw new NotSigned({
      kind: 'badSettings',
      message: `The region of ${host} is not known, which AWS_MSK_IAM signs for.`,
      advice: 'Set AWS_REGION, or region in the profile.',
    });
  const date = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const query = new URLSearchParams({ Action: action, 'X-Amz-Date': date, 'X-Amz-Expires': String(lifetimeSeconds) });
  const { accessKeyId, secretAccessKey, sessionToken } = settings;
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
  const request = { host, region, service: 'kafka-cluster', method: 'GET', path: `/?${query.toString()}`, signQuery: true };
  const { path = '' } = aws4.sign(request, keys);
  const signed = [...new URLSearchParams(path.slice(path.indexOf('?') + 1))].map(([name, value]) => [name.toLowerCase(), value]);
  return JSON.stringify({ version, host, 'user-agent': 'kafka-streams-lens', ...Object.fromEntries(signed) });
}

/** Of the names that Amazon gives to brokers, as in b-1.shop.a1b2c3.c2.kafka.eu-central-1.amazonaws.com; undefined: it is another one. */
function regionOf(host: string): string | undefined {
  return /\.kafka(?:-serverless)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.exec(host.toLowerCase())?.[1];
}
