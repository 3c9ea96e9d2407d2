/** Fields that a container gives their values: what configuration files say of them, and what they do not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { Analyser } from '../../../src/core/analyser.js';
import { createPropertyLookup } from '../../../src/core/jvm/properties.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

const properties = {
  'orders.topic': 'orders',
  'app.store-name': 'store',
  'app.count': '5',
  'app.big': '5000000000',
  'app.empty': '',
  'app.map.a': 'one',
  'app.set[0]': 'one',
  'app.char': 'a',
  'camel.storeName': 'camel',
  'app.on': 'true',
  'app.wait': '10s',
  'app.names': 'a, b',
  'app.level': 'first-one',
  'app.inner.name': 'nested',
  'app.items[0].name': 'first',
  'app.items[1].name': 'second',
  'twice.a-b': 'one',
  'twice.ab': 'two',
};

/** What a class with these members makes of `text`; null: it is not known. */
function topicOf(members: string, text: string, onClass = ''): string | null {
  const source = `import java.io.*; import java.util.*; import java.time.Duration; import org.apache.kafka.streams.*;
${onClass} class App { ${members} void build(StreamsBuilder b) { b.stream("t" + ${text}).to("out"); } }`;
  const sources = {
    files: ['App.java'],
    read: (file: string) => (file === 'App.java' ? { text: source } : undefined),
    findByClassName: () => [],
    findByParent: () => [],
  };
  const settings = {
    ...unknownSettings,
    kafkaVersion: { version: '4.3.0', from: 'option' as const },
    properties,
    uncertainProperties: ['app.profile'],
    propertyFiles: { 'conf/app.properties': { x: 'loaded' }, 'a/two.properties': { x: '1' }, 'b/two.properties': { x: '2' } },
  };
  const { topologies } = analyser.analyse({ sources, settingsFor: () => settings, includeTests: true });
  return topologies[0]?.sources[0]?.topic ?? null;
}

test.each([
  ['@Value("${orders.topic}") String x;', 'x', 'torders'],
  ['@Value(value = "${orders.topic}") String x;', 'x', 'torders'],
  ['@Value("${orders.topic:other}") String x;', 'x', 'torders'],
  ['@Value("${no.such:other}") String x;', 'x', 'tother'],
  ['@Value("${no.such:}") String x;', 'x', 't'],
  ['@Value("${app.storeName:other}") String x;', 'x', 'tother'],
  ['@Value("${camel.store-name:other}") String x;', 'x', 'tcamel'],
  ['@Value("${app.count}") int x;', '(x + 1)', 't6'],
  ['@Value("${app.big}") long x;', 'x', 't5000000000'],
  ['@Value("${app.on}") boolean x;', '(x ? "on" : "off")', 'ton'],
  ['@Value("${app.wait}") Duration x;', 'x.toMillis()', 't10000'],
  ['@ConfigProperty(name = "orders.topic") String x;', 'x', 'torders'],
  ['@org.springframework.beans.factory.annotation.Value("${orders.topic}") String x;', 'x', 'torders'],
  ['@Value("${no.such:${orders.topic}}") String x;', 'x', 'torders'],
  ['@Value("pre-${orders.topic}-${no.such:post}") String x;', 'x', 'tpre-orders-post'],
  ['@Value("written") String x;', 'x', 'twritten'],
  ['@Value(KEY) String x; static final String KEY = "${orders.topic}";', 'x', 'torders'],
  ['@Value("${app.names}") List<String> x;', 'x.get(1)', 'tb'],
  ['@Value("${app.names}") String[] x;', 'x[0] + x.length', 'ta2'],
  ['@Value("${app.level}") Kind x; enum Kind { FIRST_ONE, OTHER }', 'x.name()', 'tFIRST_ONE'],
  ['@ConfigProperty(name = "no.such", defaultValue = "other") String x;', 'x', 'tother'],
  ['@ConfigProperty(name = "orders.topic", defaultValue = "other") String x;', 'x', 'torders'],
  ['@ConfigProperty(name = "app.empty", defaultValue = "other") String x;', 'x', 'tother'],
  ['@ConfigProperty(name = "orders.topic") Optional<String> x;', 'x.get()', 'torders'],
  ['@ConfigProperty(name = "no.such") Optional<Boolean> x;', 'x.orElse(false)', 'tfalse'],
  ['@ConfigProperty(name = "app.on") Optional<Boolean> x;', 'x.orElse(false)', 'ttrue'],
  ['@ConfigProperty(name = "app.empty") Optional<String> x;', 'x.orElse("none")', 'tnone'],
  ['@Property(name = "orders.topic") String x;', 'x', 'torders'],
  ['static class Plain { String x = "written"; }', 'new Plain().x', 'twritten'],
  ['@Option(names = "--topic") String x = "written";', 'x', 'twritten'],
  ['@Option(names = "--topic", defaultValue = "other") String x;', 'x', 'tother'],
  ['@Parameter(names = "--topic") String x = "written";', 'x', 'twritten'],
])('%s is known', (members, text, topic) => {
  expect(topicOf(members, text)).toBe(topic);
});

test.each([
  ['@Value("${no.such}") String x;', 'x'],
  ['@Value("${app.profile:other}") String x;', 'x'],
  ['@Value("${app.profile}") String x;', 'x'],
  ['@Value("${no.such}-${orders.topic}") String x;', 'x'],
  ['@Value("${orders.topic}") static String x;', 'x'],
  ['@Value("orders") static String x = "written";', 'x'],
  ['@ConfigProperty(name = "no.such") String x;', 'x'],
  ['@ConfigProperty(name = "app.profile", defaultValue = "other") String x;', 'x'],
  ['@ConfigProperty(name = "app.profile") Optional<String> x;', 'x.orElse("none")'],
  // SmallRye 3.9.1 does not trim what stands between commas, and fills nothing in.
  ['@ConfigProperty(name = "app.names") List<String> x;', 'x.get(1)'],
  ['@ConfigProperty(name = "no.such", defaultValue = "pre-${orders.topic}") String x;', 'x'],
  ['@Value("${app.kind}") Kind x; enum Kind { FIRST, OTHER }', 'x.name()'],
  ['@Option(names = "--topic") String x;', 'x'],
  ['@Value("${app.char}") char x;', '(x + 1)'],
  ['@Value("${app.count}") double x;', 'x'],
  ['static class Made { @Value("${orders.topic}") String x = "written"; }', 'new Made().x'],
  ['@ConfigurationProperties("app") @lombok.Data static class Made { String storeName = "written"; }', 'new Made().storeName'],
  [
    '@ConfigurationProperties("app") Made made() { return new Made(); } @lombok.Data static class Made { String storeName = "written"; }',
    'made().storeName',
  ],
  ['@Value("#{bean.topic}") String x;', 'x'],
  ['@Value("${twice.aB}") String x;', 'x'],
  ['@Inject String x;', 'x'],
  ['@Autowired Map<String, String> x;', 'x.get("a")'],
])('%s is not known', (members, text) => {
  expect(topicOf(members, text)).toBeNull();
});

test.each([
  ['@lombok.Setter @ConfigurationProperties("app")', 'String storeName = "written";', 'storeName', 'tstore'],
  ['@lombok.Setter @ConfigurationProperties(prefix = "app")', 'String storeName;', 'storeName', 'tstore'],
  ['@lombok.Setter @ConfigurationProperties(prefix = "app")', 'String other = "written";', 'other', 'twritten'],
  ['@lombok.Setter @ConfigurationProperties("app")', 'String profile = "written";', 'profile', null],
  [
    '@lombok.Setter @ConfigurationProperties(prefix = PREFIX)',
    'static final String PREFIX = "app"; String storeName = "written";',
    'storeName',
    'tstore',
  ],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'Inner inner; @lombok.Setter static class Inner { String name; String other = "written"; }',
    'inner.name',
    'tnested',
  ],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'Inner inner; @lombok.Setter static class Inner { String name; String other = "written"; }',
    'inner.other',
    'twritten',
  ],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'Inner inner = new Inner(); @lombok.Setter static class Inner { String name = "x"; }',
    'inner.name',
    'tnested',
  ],
  ['@lombok.Setter @ConfigurationProperties("app")', 'Inner inner; record Inner(String name, int size) {}', 'inner.name()', 'tnested'],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'List<Item> items; @lombok.Setter static class Item { String name; }',
    'items.get(1).name',
    'tsecond',
  ],
  [
    '',
    '@Autowired Given given; @lombok.Data @ConfigurationProperties("app") static class Given { String storeName; }',
    'given.storeName',
    'tstore',
  ],
  ['@lombok.Setter @ConfigurationProperties("app")', 'App inner; String name;', 'inner.name', 'tnested'],
  ['@lombok.Setter @ConfigurationProperties("app")', 'List<String> names;', 'names.get(1)', 'tb'],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'Inner missing; @lombok.Setter static class Inner { String name; }',
    'missing.name',
    null,
  ],
  [
    '@ConfigurationProperties("app")',
    'final String storeName; App(String storeName) { this.storeName = storeName; }',
    'storeName',
    'tstore',
  ],
  ['@ConfigurationProperties("app")', 'String storeName = "written";', 'storeName', null],
  ['@ConfigurationProperties("app")', 'String storeName; void setStoreName(String given) { storeName = given; }', 'storeName', 'tstore'],
  [
    '@ConfigurationProperties("app")',
    'String storeName; void setStoreName(String given) { storeName = given + "-v1"; }',
    'storeName',
    null,
  ],
  ['@ConfigurationProperties("app")', 'String name = "written"; void setStoreName(String given) { name = given; }', 'name', null],
  ['@ConfigurationProperties("app")', 'final String storeName = "written";', 'storeName', null],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'Map<String, String> map = new HashMap<>(Map.of("a", "written"));',
    'map.get("a")',
    null,
  ],
  ['@lombok.Setter @ConfigurationProperties("app")', 'Set<String> set = new HashSet<>(Set.of("written"));', 'set.size()', null],
  [
    '@lombok.Setter @ConfigurationProperties("app")',
    'Inner inner; @lombok.Value static class Inner { String name; }',
    'inner.getName()',
    'tnested',
  ],
  [
    '@ConfigurationProperties("app")',
    'final String given; App(@DefaultValue("otherwise") String given) { this.given = given; }',
    'given',
    'totherwise',
  ],
])('%s %s', (onClass, members, text, topic) => {
  expect(topicOf(members, text, onClass)).toBe(topic);
});

test.each([
  ['App.class.getClassLoader().getResourceAsStream("app.properties")', 'tloaded'],
  ['App.class.getClassLoader().getResourceAsStream("/app.properties")', 'tloaded'],
  ['new FileInputStream("conf/app.properties")', 'tloaded'],
  ['new FileInputStream(new File("conf/app.properties"))', 'tloaded'],
  ['new InputStreamReader(new FileInputStream("conf/app.properties"))', 'tloaded'],
  ['new FileReader("two.properties")', null],
  ['new FileReader("none.properties")', null],
  ['new FileReader(System.getenv("FILE"))', null],
  ['unseen()', null],
])('a properties file that is loaded: %s', (source, topic) => {
  const members = `static String read() throws IOException { Properties p = new Properties(); p.load(${source}); return p.getProperty("x"); }`;
  expect(topicOf(members, 'read()')).toBe(topic);
});

test('where a configuration file could not be read, what it does not say is not certain', () => {
  const lookup = createPropertyLookup({ known: 'said' }, ['*']);
  expect(lookup.find('known')).toBe('said');
  expect(lookup.isUncertain('known')).toBe(false);
  expect(lookup.isUncertain('unset')).toBe(true);
});
