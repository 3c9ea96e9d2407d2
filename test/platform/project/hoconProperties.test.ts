import { expect, test } from 'vitest';
import { objectWith, parseHoconProperties } from '../../../src/platform/project/hoconProperties.js';

const free = (): void => undefined;
const read = (text: string): Record<string, string> | undefined => {
  const entries = parseHoconProperties(text, free);
  return entries === undefined ? undefined : Object.fromEntries(entries);
};

test('objects nest, keys are paths, values are quoted or not', () => {
  expect(
    read(`# of the application
streams {
  application.id = dev   # a comment
  bootstrap.servers="localhost:9092" // another
  cache { max.bytes.buffering: 0 }
  state.dir=/tmp/kafka-streams, num.standby.replicas=0
}
"quoted".key = a value of words
`),
  ).toEqual({
    'streams.application.id': 'dev',
    'streams.bootstrap.servers': 'localhost:9092',
    'streams.cache.max.bytes.buffering': '0',
    'streams.state.dir': '/tmp/kafka-streams',
    'streams.num.standby.replicas': '0',
    'quoted.key': 'a value of words',
  });
});

test('JSON is HOCON', () => {
  expect(read('{ "a": { "b": "c", "d": 1 }, "e": true }')).toEqual({ 'a.b': 'c', 'a.d': '1', e: 'true' });
});

test('what only the running application knows is left out, with what was said of it before', () => {
  expect(read('a = dev\na = ${?APP_ID}\nb = x${c}\nlist = [ 1, 2 ]\nd = 1\nd += 2\nkept = 3')).toEqual({ kept: '3' });
});

test('an unbalanced or including file is not read', () => {
  expect(read('a { b = 1')).toBeUndefined();
  expect(read('}')).toBeUndefined();
  expect(read('include "other"\na = 1')).toBeUndefined();
  expect(read('a = """text"""')).toBeUndefined();
});

test('only one object may name the application', () => {
  const one = parseHoconProperties('streams { application.id = a, retries = 3 }\nother { retries = 1 }', free)!;
  expect(Object.fromEntries(objectWith('application.id', one)!)).toEqual({ 'application.id': 'a', retries: '3' });
  expect(objectWith('application.id', parseHoconProperties('a { application.id = a }\nb { application.id = b }', free)!)).toBeUndefined();
  expect(objectWith('application.id', parseHoconProperties('a = 1', free)!)).toBeUndefined();
});
