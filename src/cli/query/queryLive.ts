/** kslens query --via application */
import { succeed } from '../../base/result.js';
import { printable } from '../../base/printable.js';
import { plural } from '../../core/features/words.js';
import { sentenceOf } from '../../kafka/clusterError.js';
import { askInstance, type GetFromInstance } from '../../live/client/askInstance.js';
import { instanceRoot } from '../../live/client/contract.js';
import { parseLiveUrls, type LiveAddress } from '../../live/client/liveAddress.js';
import type { LiveQuery, LiveResult } from '../../live/client/liveResult.js';
import { queryApplication, type LiveAsk } from '../../live/client/queryApplication.js';
import { knownOfStore, nothingKnown, type KnownOfStore } from '../../live/store/knownOfStore.js';
import { findAgents } from '../../platform/agents/findAgents.js';
import { environmentVariable } from '../../platform/environment.js';
import { explainLines } from '../../present/rows/liveAnswerTexts.js';
import { createGetLive } from '../../platform/cluster/getLive.js';
import type { StoreOperation } from '../../store/query.js';
import { searchRows, type RowSearch } from '../../store/search/searchRows.js';
import { withCluster } from '../cluster/withCluster.js';
import { CommandLineError } from '../commandLineError.js';
import { interruptible } from '../interruptible.js';
import type { GivenOptions } from '../options.js';
import { parseDuration, parseTime } from '../units.js';
import type { Terminal } from '../terminal.js';
import { createRowPrinter } from './printRows.js';
import { toTargetIfAny } from './storeOfOptions.js';
import { agentsAlone, findInstances, withAnnounced, type Seeds } from './whomToAsk.js';

const usualPatienceMs = 10_000;
/** Where there is a changelog to read instead. */
const shortPatienceMs = 3_000;

export interface LiveOptions {
  readonly operation: StoreOperation;
  readonly limit: number;
  readonly search: RowSearch | undefined;
  /** No instance answers: nothing is printed, and the answer is null. */
  readonly orChangelog: boolean;
}

/** 0: all is there; 1: an instance did not answer, so there may be more; 2: none did. null: none did, and the changelog is to be read. */
export async function queryLive(given: GivenOptions, terminal: Terminal, options: LiveOptions): Promise<number | null> {
  const store = given.text('store');
  if (store === undefined) throw new CommandLineError('query needs --store NAME; kslens stores --app ID lists them');
  const here = findAgents().agents;
  const urls = withAnnounced(toAddresses(given), here);
  const get = createGetLive(environmentVariable('KSLENS_ENDPOINT_TOKEN'));
  const hasCluster = given.has('bootstrap') || given.has('connection');
  if (!hasCluster) {
    if (urls.length === 0)
      return askAndPrint(given, terminal, options, { ...agentsAlone(given.text('app'), here), store, get, known: nothingKnown });
    const application = await applicationAt(urls, get, given.text('app'));
    return askAndPrint(given, terminal, options, { application, store, seeds: urls, get, known: nothingKnown });
  }
  return withCluster('query', given, terminal, async (cluster) => {
    const named = given.text('app');
    const application = named !== undefined && urls.length === 0 ? named : await applicationAt(urls, get, named);
    const found =
      urls.length > 0
        ? succeed({ seeds: urls })
        : await findInstances(cluster, application, { here, patienceMs: patienceOf(given, options), say: terminal.say });
    if (!found.ok) return found;
    if ('why' in found.value && options.orChangelog) return succeed(notAnswered(terminal, found.value.why));
    if ('why' in found.value)
      throw new CommandLineError(printable(`${found.value.why} Give --url, or read its changelog: --via changelog.`));
    const known = await knownOfStore(cluster, await toTargetIfAny(cluster, { application, store }, given, terminal));
    return succeed(await askAndPrint(given, terminal, options, { ...found.value, application, store, get, known }));
  });
}

function patienceOf(given: GivenOptions, { orChangelog }: LiveOptions): number {
  const timeout = given.text('timeout');
  const usual = orChangelog ? shortPatienceMs : usualPatienceMs;
  return timeout === undefined ? usual : (parseDuration(timeout) ?? usual);
}

function toAddresses(given: GivenOptions): readonly LiveAddress[] {
  const text = given.text('url');
  const urls = text === undefined ? succeed([]) : parseLiveUrls(text);
  if (!urls.ok) throw new CommandLineError(`--url ${urls.error}`);
  return urls.value;
}

/** As an instance says it. One that does not answer is asked again with the rows. */
async function applicationAt(urls: readonly LiveAddress[], get: GetFromInstance, wanted: string | undefined): Promise<string> {
  let why = 'no instance was named';
  for (const url of urls) {
    const answer = await askInstance(get, url, '/', {}, instanceRoot);
    if (answer.kind === 'moved') continue;
    if (answer.kind !== 'answered') {
      why = answer.message;
      continue;
    }
    const { applicationId } = answer.value;
    if (wanted !== undefined && applicationId !== wanted)
      throw new CommandLineError(printable(`--url leads to the application ${applicationId}, not to ${wanted}`));
    return applicationId;
  }
  if (wanted !== undefined) return wanted;
  throw new CommandLineError(printable(`the application could not be asked for its id: ${why}; give --app ID, or another --url`));
}

interface Asked extends Seeds {
  readonly application: string;
  readonly store: string;
  readonly get: GetFromInstance;
  readonly known: KnownOfStore;
}

function askAndPrint(
  given: GivenOptions,
  terminal: Terminal,
  options: LiveOptions,
  { application, store, get, known, ...seeds }: Asked,
): Promise<number | null> {
  const { operation, limit, search, orChangelog } = options;
  const asOf = given.text('as-of');
  const ask: LiveAsk = {
    ...seeds,
    get,
    patienceMs: patienceOf(given, options),
    now: () => Date.now(),
    aboutToAsk: (addresses) =>
      terminal.say(
        `kslens: asking ${plural(addresses.length, 'instance', 'instances')} (GET below /iq/v1 and nothing else): ${addresses.join(', ')}`,
      ),
    onWait: ({ message }) => terminal.progress(printable(`Waiting: ${message}`)),
  };
  const cursor = given.text('cursor') ?? null;
  const query: LiveQuery = {
    ...{ application, store, operation, limit, cursor, ...known },
    asOf: asOf === undefined ? null : parseTime(asOf),
    takesStale: given.has('stale'),
    withBytes: false,
  };
  return interruptible(async ({ signal }) => {
    const printer = createRowPrinter(given.text('format') ?? 'table', terminal);
    const reader = {
      query: async (asked: LiveQuery, call: { readonly signal: AbortSignal } | undefined, take: typeof printer.take) =>
        succeed(await queryApplication(asked, ask, call, take)),
    };
    const answer =
      search === undefined
        ? await reader.query(query, { signal }, printer.take)
        : await searchRows(reader, query, search, { signal }, printer.take);
    if (!answer.ok) throw new CommandLineError(printable(sentenceOf(answer.error)));
    if (answer.value.failure !== null && orChangelog) return notAnswered(terminal, answer.value.failure);
    // What failed is a line, and the instances' own reasons are in the JSON.
    if (answer.value.failure === null || given.text('format') === 'json') printer.end(answer.value);
    if (given.has('explain')) for (const line of explainLines(answer.value)) terminal.say(printable(`kslens: ${line}`));
    if (orChangelog) terminal.say('kslens: auto: this is what the application answers');
    return say(answer.value, terminal);
  });
}

function notAnswered(terminal: Terminal, why: string): null {
  terminal.say(printable(`kslens: auto: the changelog is read, as no instance of the application answers: ${why}`));
  return null;
}

function say({ warnings, failure, source, unanswered }: LiveResult, terminal: Terminal): number {
  for (const warning of warnings) terminal.say(printable(`kslens: ${warning}`));
  if (failure !== null) {
    terminal.say(printable(`kslens: the application did not answer: ${failure}`));
    return 2;
  }
  const isPartial = unanswered.length > 0 || source.instances.some(({ error }) => error !== null);
  if (isPartial) terminal.say('kslens: the answer is not complete: some instances did not answer, so there may be more rows');
  return isPartial ? 1 : 0;
}
