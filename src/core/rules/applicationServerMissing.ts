import { callsIn, unitsWith, type CodeFinding, type CodeRule } from './codeRule.js';

const asks = new Set(['queryMetadataForKey', 'streamsMetadataForStore', 'allMetadataForStore']);
const word = /\b(?:queryMetadataForKey|streamsMetadataForStore|allMetadataForStore)\b/;
/** As Kafka, Spring and Quarkus write it; Quarkus sets one by itself. */
const server = /APPLICATION_SERVER|application[.-]server|applicationServer|\bio\.quarkus\b/;

export const applicationServerMissing: CodeRule = {
  id: 'application-server-missing',
  summary: 'The code asks which instance has a key, and application.server is set nowhere: the answer has no address.',
  severity: 'hint',
  check(code) {
    const units = unitsWith(code, word);
    if (units.length === 0 || !code.isWhole() || code.mentions(server)) return [];
    return units.flatMap(({ file, classes }): CodeFinding[] =>
      callsIn(classes)
        .filter(({ name, target, args }) => asks.has(name) && target !== undefined && args.length > 0)
        .map(({ name, nameSpan }) => ({
          severity: 'hint',
          message: `${name} answers with the application.server of the instance that has the key, and neither the code nor a configuration file that was read sets one: its answer has no address.`,
          at: { file, span: nameSpan },
        })),
    );
  },
};
