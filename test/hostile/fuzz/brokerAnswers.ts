/** Answers of brokers to every request, of random fields or none: read, or broken in words. */
import { parseAssignment, parseSubscription } from '../../../src/applications/groupMetadata.js';
import { isFlexible, type Api } from '../../../src/kafka/protocol/api.js';
import { fetchByIdApi, fetchByNameApi } from '../../../src/kafka/protocol/fetchApi.js';
import {
  consumerGroupDescribeApi,
  describeGroupsApi,
  findCoordinatorsApi,
  listGroupsApi,
  streamsGroupDescribeApi,
} from '../../../src/kafka/protocol/groupApis.js';
import { offsetFetchApi } from '../../../src/kafka/protocol/offsetFetchApi.js';
import { describeConfigsApi, describeLogDirsApi, listOffsetsApi, metadataApi } from '../../../src/kafka/protocol/topicApis.js';
import { BrokenAnswer, WireReader } from '../../../src/kafka/protocol/wireReader.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { createWireBytes, type WireBytes } from './randomBytes.js';

type Read = Pick<Api<never, unknown>, 'name' | 'versions' | 'read'> & { readonly flexibleFrom?: number };

const apis: readonly Read[] = [
  fetchByIdApi,
  fetchByNameApi,
  findCoordinatorsApi,
  listGroupsApi,
  describeGroupsApi,
  consumerGroupDescribeApi,
  streamsGroupDescribeApi,
  offsetFetchApi,
  metadataApi,
  describeConfigsApi,
  listOffsetsApi,
  describeLogDirsApi,
];

export const brokerAnswers: FuzzTarget = {
  name: 'broker answers',
  prepare: () => (random) => {
    const chosen = createWireBytes(random);
    const api = chosen.pick(apis);
    const version = chosen.pick(api.versions);
    const flexible = isFlexible(api, version);
    const fields = Array.from({ length: chosen.number(80) }, () => randomField(chosen, flexible));
    const bytes = chosen.number(3) === 0 ? chosen.damaged(Buffer.concat(fields)) : Buffer.concat(fields);
    return {
      input: `${api.name} v${version}: ${bytes.toString('base64')}`,
      run() {
        try {
          const read = api.read(new WireReader(bytes, flexible), version);
          JSON.stringify(typeof read === 'function' ? (read as (asked: readonly string[]) => unknown)(['group']) : read);
        } catch (error) {
          if (!(error instanceof BrokenAnswer)) throw error;
        }
      },
    };
  },
};

const lengths = [0, 1, 2, 3, 127, 0x7fffffff, 0xffffffff];

function randomField(random: WireBytes, flexible: boolean): Buffer {
  const kind = random.number(6);
  if (kind === 0) return random.int32();
  if (kind === 1) return random.int16();
  if (kind === 2) return Buffer.alloc(1 + random.number(8));
  if (kind === 3) return random.bytes(random.number(4));
  if (!flexible) return kind === 4 ? random.int32() : Buffer.from([0, 0, 0, random.number(4)]);
  let rest = random.number(8) === 0 ? random.pick(lengths) : random.number(4);
  const written: number[] = [];
  for (; rest > 127; rest >>>= 7) written.push((rest & 127) | 128);
  return Buffer.from([...written, rest]);
}

/** What members of a group wrote for each other: read, or not known. */
export const groupMetadata: FuzzTarget = {
  name: 'group metadata',
  prepare: () => (random) => {
    const chosen = createWireBytes(random);
    const { number, pick, bytes, int32, int16 } = chosen;
    const version = Buffer.from([0, 0, 0, number(13)]);
    const endpoint = Buffer.from(pick(['host:9092', '[::1]:80', ':::::', 'a:999999999999999999999', '']));
    const inner = [
      version,
      version,
      bytes(16),
      Buffer.from([0, 0, 0, endpoint.length]),
      endpoint,
      ...Array.from({ length: number(20) }, int32),
    ];
    const body = Buffer.concat(number(2) === 0 ? inner : [version, version, ...Array.from({ length: number(30) }, int32)]);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length);
    const outer = Buffer.concat([int16(), Buffer.from([0, 0, 0, 0]), length, body, int32()]);
    const written = number(2) === 0 ? chosen.damaged(outer) : outer;
    return {
      input: written.toString('base64'),
      run: () => void JSON.stringify([parseSubscription(written), parseAssignment(written)]),
    };
  },
};
