/** YAML configuration as flat properties, as Spring, Quarkus and Micronaut read it. */
import { Lexer, parseAllDocuments, visit } from 'yaml';
import { longestKey, type Spend, perCharacter, stepsOfEntry, Unread } from './projectReading.js';
import { plainText } from './yamlScalars.js';

/** What the parser takes for a token, and for each error that it finds. */
const stepsOfToken = 5;
const stepsOfError = 50;

/** One map for each document; throws Unread where one is not valid YAML. Lists become `key[0]`. */
export function parseYamlProperties(text: string, spend: Spend): Map<string, string>[] {
  for (const _ of new Lexer().lex(text)) spend(stepsOfToken);
  // Pretty errors look for the line of each error from the start of the text.
  const options = { schema: 'core', merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false } as const;
  const documents = parseAllDocuments(text, options);
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    spend(document.errors.length * stepsOfError);
    if (document.errors.length > 0) throw new Unread('it is not valid YAML');
    visit(document, {
      Scalar(key, node) {
        // A word that is a key or has a tag is what it says.
        if (key !== 'key' && node.type === 'PLAIN' && node.tag === undefined) node.value = plainText(node.source ?? '');
      },
    });
    const entries = new Map<string, string>();
    flatten('', document.toJS({ maxAliasCount: 100 }), 0, spend, (key, value) => {
      spend(stepsOfEntry + (key.length + value.length) * perCharacter);
      entries.set(key, value);
    });
    return [entries];
  });
}

const maxDepth = 50;

/** Aliases let a value be in many places, and inside itself. */
function flatten(key: string, value: unknown, depth: number, spend: Spend, set: (key: string, value: string) => void): void {
  if (depth > maxDepth || key.length > longestKey) return;
  spend(1);
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) flatten(`${key}[${i}]`, item, depth + 1, spend, set);
    if (key !== '' && value.every((item) => typeof item !== 'object')) set(key, value.join(','));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) flatten(key === '' ? name : `${key}.${name}`, item, depth + 1, spend, set);
  } else if (key !== '' && (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) {
    set(key, value === null ? '' : String(value));
  }
}
