/** YAML configuration as flat properties, as Spring, Quarkus and Micronaut read it. */
import { type Document, Lexer, parseAllDocuments, visit } from 'yaml';
import { longestKey, type Spend, perCharacter, stepsOfEntry, Unread } from './projectReading.js';
import { filledElsewhere } from './mergeProperties.js';
import { plainText, type YamlReader } from './yamlScalars.js';

/** What the parser takes for a token, and for each error that it finds. */
const stepsOfToken = 5;
const stepsOfError = 50;

/** What a word is replaced by whose text is not known. */
const unclear = Symbol('unclear');

/**
 * One map for each document; throws Unread where one is not valid YAML. Lists become `key[0]`, and all but Spring have them under their
 * key, too. `reader`: undefined where it is not known; what the readers do not read alike is then not known.
 */
export function parseYamlProperties(text: string, reader: YamlReader | undefined, spend: Spend): Map<string, string>[] {
  return parseYaml(text, spend).flatMap((document) => {
    visit(document, {
      Scalar(key, node) {
        // A word that is a key or has a tag is what it says.
        if (key === 'key' || node.type !== 'PLAIN' || node.tag !== undefined) return;
        const plain = plainText(node.source ?? '', reader);
        node.value = plain === undefined ? unclear : plain;
      },
    });
    const entries = new Map<string, string>();
    const set = (key: string, value: string): void => {
      spend(stepsOfEntry + (key.length + value.length) * perCharacter);
      entries.set(key, value);
    };
    flatten('', document.toJS({ maxAliasCount }), 0, { reader, spend, set });
    return [entries];
  });
}

/** What the YAML documents hold, by the types that YAML 1.2 gives plain words; throws Unread where one is not valid. */
export const parseYamlValues = (text: string, spend: Spend): unknown[] =>
  parseYaml(text, spend).map((document) => document.toJS({ maxAliasCount }) as unknown);

const maxAliasCount = 100;

function parseYaml(text: string, spend: Spend): readonly Document.Parsed[] {
  for (const _ of new Lexer().lex(text)) spend(stepsOfToken);
  // Pretty errors look for the line of each error from the start of the text.
  const options = { schema: 'core', merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false } as const;
  const documents = parseAllDocuments(text, options);
  if (!Array.isArray(documents)) return [];
  for (const { errors } of documents) {
    spend(errors.length * stepsOfError);
    if (errors.length > 0) throw new Unread('it is not valid YAML');
  }
  return documents;
}

const maxDepth = 50;

interface Flattening {
  readonly reader: YamlReader | undefined;
  readonly spend: Spend;
  set(key: string, value: string): void;
}

/** Aliases let a value be in many places, and inside itself. */
function flatten(key: string, value: unknown, depth: number, into: Flattening): void {
  if (depth > maxDepth || key.length > longestKey) return;
  into.spend(1);
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) flatten(`${key}[${i}]`, item, depth + 1, into);
    const whole = key === '' ? undefined : listText(value, into.reader);
    if (whole !== undefined) into.set(key, whole);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) flatten(key === '' ? name : `${key}.${name}`, item, depth + 1, into);
  } else if (key !== '') {
    const text = wordText(value, into.reader);
    if (text !== undefined) into.set(key, text);
  }
}

/** undefined: the key is not there. */
function wordText(value: unknown, reader: YamlReader | undefined): string | undefined {
  if (value === unclear) return filledElsewhere;
  // Of a word that is written, it is what the reader makes of it.
  if (value === null) return reader === undefined ? filledElsewhere : reader === 'spring' ? '' : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** What is under the key of a whole list. */
function listText(items: readonly unknown[], reader: YamlReader | undefined): string | undefined {
  if (items.length === 0) return '';
  if (reader === 'spring' || items.some((item) => typeof item === 'object')) return undefined;
  const texts = items.map((item) => wordText(item, reader) ?? '');
  return reader === undefined
    ? filledElsewhere
    : texts.map((text) => (reader === 'smallrye' ? text.replaceAll(',', '\\,') : text)).join(',');
}
