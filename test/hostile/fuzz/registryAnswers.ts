/** Random answers of a registry: a schema or a reason, after few questions, below the paths that a registry has. */
import { createSchemaRegistry } from '../../../src/store/registry/createSchemaRegistry.js';
import type { SchemaRef } from '../../../src/store/registry/schemaRegistry.js';
import type { Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick } from './randomBytes.js';

const subjects: readonly unknown[] = ['a', 'b', '\ud800', '..', '.', '', 'x/../y', '%2e%2e', 'é', 5, null, {}, 'q?x#y'];

function answer(random: Random): string {
  const reference = (): unknown =>
    pick(random, [
      null,
      7,
      { name: pick(random, subjects), subject: pick(random, subjects), version: pick(random, [1, -1, 1e300, 'x', null]) },
    ]);
  const body = {
    schema: pick<unknown>(random, ['"string"', '', 5, null, '{"type":"object"}', undefined]),
    schemaType: pick<unknown>(random, [undefined, 'AVRO', 'PROTOBUF', 'X\u001b[31m', {}, null]),
    references: pick<unknown>(random, [undefined, 'x', Array.from({ length: below(random, 4) }, reference)]),
    id: pick<unknown>(random, [1, 'x', -1e308]),
  };
  return pick(random, [JSON.stringify(body), JSON.stringify(body).slice(0, below(random, 60)), 'null', '[]', '"x"', '<html>']);
}

export const registryAnswers: FuzzTarget = {
  name: 'registryAnswers',
  prepare() {
    return (random) => {
      const refs: readonly SchemaRef[] = [
        { kind: 'id', id: below(random, 9) },
        { kind: 'globalId', id: 5n },
        { kind: 'contentId', id: 5n },
        { kind: 'guid', guid: '0-1' },
        { kind: 'subject', subject: String(pick(random, subjects)) },
      ];
      const ref = pick(random, refs);
      const asked: string[] = [];
      return {
        input: JSON.stringify(ref, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
        async run() {
          const registry = createSchemaRegistry((path) => {
            asked.push(path);
            if (random() < 0.05) return Promise.resolve({ problem: 'away' });
            return Promise.resolve({ status: pick(random, [200, 200, 200, 200, 404, 302, 500, 0]), body: answer(random) });
          });
          const found = await registry.find(ref);
          if (!found.ok && found.error.message === '') throw new Error('no reason is given');
          if (asked.length > 600) throw new Error(`${asked.length} questions`);
          for (const path of asked) {
            const { pathname } = new URL(`http://h${path}`);
            if (!/^\/(?:schemas|subjects|apis\/registry)\//.test(pathname)) throw new Error(`asked for ${path}`);
          }
        },
      };
    };
  },
};
