/** Members of real groups of 2.8.2, 3.9.1 and 4.3.0, with what the library's own classes decode of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applicationServerText } from '../../src/applications/applicationServer.js';
import { parseAssignment, parseSubscription } from '../../src/applications/groupMetadata.js';

interface Recorded {
  readonly kafkaStreamsVersion: string;
  readonly clientId: string;
  readonly memberMetadata: string;
  readonly memberAssignment: string;
  readonly expected: {
    readonly subscription: {
      readonly processId: string;
      readonly userEndPoint: string;
      readonly taskOffsetSums: Readonly<Record<string, number>>;
    };
    readonly assignment: { readonly activeTasks: readonly string[]; readonly standbyTasks: Readonly<Record<string, unknown>> };
  };
}

const members = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/group-metadata.json'), 'utf8')) as Recorded[];
const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const taskText = ({ subtopology, partition }: { subtopology: string; partition: number }): string => `${subtopology}_${partition}`;

describe.each(members)('$kafkaStreamsVersion $clientId', ({ memberMetadata, memberAssignment, expected }) => {
  it('is decoded as the library does', () => {
    const subscription = parseSubscription(bytesOf(memberMetadata))!;
    expect(subscription.processId).toBe(expected.subscription.processId);
    const { endpoint } = subscription;
    expect(endpoint === null ? '' : applicationServerText(endpoint)).toBe(expected.subscription.userEndPoint);
    const sums = subscription.offsetSums.map((one) => [taskText(one), one.sum === 'running' ? -2 : (one.sum ?? -3)] as const);
    expect(Object.fromEntries(sums)).toEqual(expected.subscription.taskOffsetSums);
    const assignment = parseAssignment(bytesOf(memberAssignment))!;
    expect(assignment.active.map(taskText).sort()).toEqual([...expected.assignment.activeTasks].sort());
    expect(assignment.standby.map(taskText).sort()).toEqual(Object.keys(expected.assignment.standbyTasks).sort());
  });

  it('is nothing where the bytes end too early or the version is not known', () => {
    for (const [read, base64] of [
      [parseSubscription, memberMetadata],
      [parseAssignment, memberAssignment],
    ] as const) {
      const bytes = bytesOf(base64);
      for (let length = 1; length < bytes.length - 20; length += 7) {
        const result = read(bytes.subarray(0, length));
        expect(result === undefined || typeof result === 'object').toBe(true);
      }
      expect(read(Buffer.from([0, 1, 2, 3]))).toBeUndefined();
    }
  });
});
