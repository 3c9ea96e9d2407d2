import java.io.*;
import java.lang.reflect.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;
import javax.tools.*;

/**
 * Ground-truth oracle: compiles topology sources against the kafka-streams on the class path, builds them with the
 * real library and prints what it made, as JSON. Everything version-dependent goes through reflection, so one
 * compiled Oracle.class serves kafka-streams 2.0 .. 4.x.
 *
 * usage: Oracle --kafka V [--out DIR] [--emit-src DIR] [--app ID] [--set k=v]... [--all-variants|--opt MODE] FILE...
 */
public class Oracle {
    static String kv = "4.3.0", app = "app", appDefault = "app";
    static Path out = null, emit = null;
    static final Map<String, String> extra = new LinkedHashMap<>();
    static boolean quiet = false;

    static final class Variant { String name; Map<String, String> props = new LinkedHashMap<>(); boolean topologyConfig; }
    static final class Case {
        Path file; String cls, src; String since = "0", until = "99"; List<Variant> variants = new ArrayList<>();
        String error; boolean precompiled, part; List<String> langs = new ArrayList<>();
    }

    public static void main(String[] a) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        List<Path> files = new ArrayList<>();
        Path classes = null;
        for (int i = 0; i < a.length; i++) switch (a[i]) {
            case "--kafka": kv = a[++i]; break;
            case "--out": out = Paths.get(a[++i]); break;
            case "--emit-src": emit = Paths.get(a[++i]); break;
            case "--app": appDefault = app = a[++i]; break;
            case "--quiet": quiet = true; break;
            case "--classes": classes = Paths.get(a[++i]); break;   // pre-compiled (Kotlin/Scala) classes: FILE names give class names
            case "--set": { String[] p = a[++i].split("=", 2); extra.put(p[0], p[1]); break; }
            default: {
                Path p = Paths.get(a[i]);
                if (Files.isDirectory(p)) try (Stream<Path> s = Files.walk(p)) { s.filter(f -> f.toString().endsWith(".java")).sorted().forEach(files::add); }
                else files.add(p);
            }
        }
        List<Case> cases = new ArrayList<>();
        for (Path f : files) { Case c = read(f); if (cmp(kv, c.since) >= 0 && cmpPrefix(kv, c.until) <= 0) cases.add(c); }
        Path bin;
        long t0 = System.nanoTime();
        if (classes != null) { bin = classes; for (Case c : cases) c.precompiled = true; }
        else { bin = Files.createTempDirectory("oracle-bin"); compile(cases, bin); }
        long t1 = System.nanoTime();
        if (out != null) Files.createDirectories(out);
        int ok = 0, bad = 0, n = 0;
        StringBuilder all = new StringBuilder("[\n");
        for (Case c : cases) if (!c.part) for (Variant v : c.variants) {
            String id = v.name.isEmpty() ? c.cls : c.cls + "@" + v.name;
            Map<String, Object> r = c.error != null ? err(c, v, "COMPILE", c.error) : run(c, v, bin);
            r.put("case", id);
            if ("ok".equals(r.get("status"))) ok++; else { bad++; if (!quiet) System.err.println(id + ": " + r.get("error")); }
            String js = Json.write(r, 0);
            if (out != null) Files.write(out.resolve(id + ".json"), (js + "\n").getBytes(StandardCharsets.UTF_8));
            else { if (n > 0) all.append(",\n"); all.append(js); }
            n++;
        }
        if (out == null) System.out.println(all.append("\n]"));
        System.err.printf("oracle %s: %d results, %d ok, %d error; compile %d ms, run %d ms%n", kv, n, ok, bad, (t1 - t0) / 1000000, (System.nanoTime() - t1) / 1000000);
        System.exit(0);
    }

    // ---- reading cases -------------------------------------------------------------------------------------------
    static int[] ver(String s) { String[] p = s.split("\\."); int[] r = new int[3]; for (int i = 0; i < 3 && i < p.length; i++) r[i] = Integer.parseInt(p[i]); return r; }
    static int cmp(String a, String b) { return Arrays.compare(ver(a), ver(b)); }
    static int cmpPrefix(String a, String b) { int n = b.split("\\.").length; int[] x = ver(a), y = ver(b); for (int i = 0; i < n && i < 3; i++) if (x[i] != y[i]) return Integer.compare(x[i], y[i]); return 0; }

    static Case read(Path f) throws IOException {
        Case c = new Case(); c.file = f;
        String fn = f.getFileName().toString();
        c.cls = fn.substring(0, fn.lastIndexOf('.'));
        StringBuilder sb = new StringBuilder();
        Deque<boolean[]> st = new ArrayDeque<>();   // {thisBranchActive, anyTaken}
        boolean tc = false, noDefault = false;
        for (String line : new String(Files.readAllBytes(f), StandardCharsets.UTF_8).split("\n", -1)) {
            String t = line.trim();
            Matcher m;
            if ((m = Pattern.compile("//#if\\s*(>=|<)\\s*([0-9.]+)").matcher(t)).find()) {
                boolean on = m.group(1).equals("<") ? cmp(kv, m.group(2)) < 0 : cmp(kv, m.group(2)) >= 0;
                st.push(new boolean[] {on}); continue;
            }
            if (t.startsWith("//#else")) { boolean[] b = st.pop(); st.push(new boolean[] {!b[0]}); continue; }
            if (t.startsWith("//#endif")) { st.pop(); continue; }
            if (!st.stream().allMatch(b -> b[0])) continue;
            if ((m = Pattern.compile("//\\s*@since\\s+([0-9.]+)").matcher(t)).find()) c.since = m.group(1);
            if ((m = Pattern.compile("//\\s*@until\\s+([0-9.]+)").matcher(t)).find()) c.until = m.group(1);
            if (Pattern.compile("//\\s*@topologyConfig\\b").matcher(t).find()) tc = true;
            if (Pattern.compile("^//\\s*@part\\b").matcher(t).find()) c.part = true;
            if ((m = Pattern.compile("^package\\s+([\\w.]+)\\s*;").matcher(t)).find()) c.cls = m.group(1) + "." + c.cls;
            if (Pattern.compile("//\\s*@noDefault\\b").matcher(t).find()) noDefault = true;
            if ((m = Pattern.compile("//\\s*@variant\\s+(\\S+)\\s+(.*)").matcher(t)).find()) {
                Variant v = new Variant(); v.name = m.group(1);
                boolean use = true;
                for (String kvp : m.group(2).trim().split("\\s+")) {
                    if (kvp.equals("topologyConfig")) { v.topologyConfig = true; continue; }
                    if (kvp.startsWith(">=")) { use = cmp(kv, kvp.substring(2)) >= 0; continue; }
                    String[] p = kvp.split("=", 2); v.props.put(p[0], p[1]);
                }
                if (use) c.variants.add(v);
            }
            sb.append(line).append('\n');
        }
        if (!noDefault) { Variant d = new Variant(); d.name = ""; c.variants.add(0, d); }
        if (tc) for (Variant v : c.variants) v.topologyConfig = true;
        c.src = shim(sb.toString());
        return c;
    }
    /** The 3.0+ window factories, spelled with what an older library has (same sizes, zero grace). */
    static String shim(String s) {
        String arg = "\\((Duration\\.of\\w+\\([^()]*\\))\\)";
        if (cmp(kv, "3.1") < 0) s = s.replaceAll("JoinWindows\\.ofTimeDifferenceWithNoGrace" + arg, "JoinWindows.of($1).grace(Duration.ZERO)");
        if (cmp(kv, "3.0") < 0) {
            s = s.replaceAll("\\bTimeWindows\\.ofSizeWithNoGrace" + arg, "TimeWindows.of($1).grace(Duration.ZERO)");
            s = s.replaceAll("SessionWindows\\.ofInactivityGapWithNoGrace" + arg, "SessionWindows.with($1).grace(Duration.ZERO)");
            s = s.replaceAll("SlidingWindows\\.ofTimeDifferenceWithNoGrace" + arg, "SlidingWindows.withTimeDifferenceAndGrace($1, Duration.ZERO)");
        }
        if (cmp(kv, "2.1") < 0) s = s.replaceAll("Duration\\.ofMinutes\\((\\d+)\\)", "($1 * 60000L)").replace("Duration.ZERO", "0L").replace("import java.time.Duration;", "").replace(".grace(0L)", "");
        return s;
    }

    /** As a compiler expects it: the package's folders, then the class. */
    static Path pathOf(Path srcDir, Case c) { return srcDir.resolve(c.cls.replace('.', '/') + ".java"); }

    // ---- compiling -----------------------------------------------------------------------------------------------
    static void compile(List<Case> cases, Path bin) throws Exception {
        JavaCompiler jc = ToolProvider.getSystemJavaCompiler();
        Path srcDir = emit != null ? emit : Files.createTempDirectory("oracle-src");
        Files.createDirectories(srcDir);
        Map<String, Case> byUri = new HashMap<>();
        for (Case c : cases) {
            Path p = pathOf(srcDir, c);
            Files.createDirectories(p.getParent());
            Files.write(p, c.src.getBytes(StandardCharsets.UTF_8));
            byUri.put(p.toUri().toString(), c);
        }
        for (int round = 0; round < 20; round++) {
            List<File> in = cases.stream().filter(c -> c.error == null).map(c -> pathOf(srcDir, c).toFile()).collect(Collectors.toList());
            if (in.isEmpty()) return;
            // Lombok is on the class path, and takes its time with every source.
            boolean lombok = cases.stream().anyMatch(c -> c.src.contains("lombok"));
            List<String> processing = lombok ? Arrays.asList("-processor", "lombok.launch.AnnotationProcessorHider$AnnotationProcessor") : Arrays.asList("-proc:none");
            List<String> options = new ArrayList<>(processing);
            Collections.addAll(options, "-d", bin.toString(), "-nowarn", "-Xlint:none", "-Xmaxerrs", "100000", "-cp", System.getProperty("java.class.path"));
            DiagnosticCollector<JavaFileObject> dc = new DiagnosticCollector<>();
            try (StandardJavaFileManager fm = jc.getStandardFileManager(dc, null, null)) {
                boolean ok = jc.getTask(null, fm, dc, options, null, fm.getJavaFileObjectsFromFiles(in)).call();
                if (ok) return;
            }
            boolean any = false;
            for (Diagnostic<? extends JavaFileObject> d : dc.getDiagnostics()) if (d.getKind() == Diagnostic.Kind.ERROR && d.getSource() != null) {
                Case c = byUri.get(d.getSource().toUri().toString());
                if (c != null && c.error == null) { c.error = "line " + d.getLineNumber() + ": " + d.getMessage(Locale.ROOT).split("\n")[0]; any = true; }
            }
            if (!any) throw new IllegalStateException("javac failed: " + dc.getDiagnostics());
        }
    }

    // ---- running -------------------------------------------------------------------------------------------------
    static Map<String, Object> err(Case c, Variant v, String kind, String msg) {
        Map<String, Object> r = head(c, v); r.put("status", "error"); r.put("errorKind", kind); r.put("error", msg); return r;
    }
    static Map<String, Object> head(Case c, Variant v) {
        Map<String, Object> r = new LinkedHashMap<>();
        r.put("case", c.cls); r.put("kafka", kv); r.put("applicationId", app);
        Map<String, String> p = new TreeMap<>(v.props); p.putAll(extra); r.put("props", p);
        if (v.topologyConfig) r.put("viaTopologyConfig", true);
        return r;
    }
    static Properties props(Variant v) {
        Properties p = new Properties();
        app = appDefault; p.put("application.id", app); p.put("bootstrap.servers", "localhost:1");
        p.putAll(v.props); p.putAll(extra);
        return p;
    }

    static Map<String, Object> run(Case c, Variant v, Path bin) {
        String phase = "DSL";
        try (URLClassLoader cl = new URLClassLoader(new URL[] {bin.toUri().toURL()}, Oracle.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(cl);
            Map<String, Object> r = head(c, v);
            Properties p = props(v);
            app = p.getProperty("application.id"); r.put("applicationId", app);
            Class<?> sbC = Class.forName("org.apache.kafka.streams.StreamsBuilder"), toC = Class.forName("org.apache.kafka.streams.Topology");
            Class<?> k = load(cl, c.cls);
            Object topology = null, builder = null;
            Method m;
            if ((m = find(k, "topology", Properties.class)) != null) topology = m.invoke(null, p);
            else if ((m = find(k, "topology")) != null) topology = m.invoke(null);
            else if ((m = find(k, "topology", toC)) != null) { topology = newTopology(toC, p, v); m.invoke(null, topology); }
            else {
                builder = newBuilder(sbC, p, v);
                Object res;
                if ((m = find(k, "buildTopology", sbC)) != null || (m = find(k, "build", sbC)) != null) res = m.invoke(null, builder);
                else if ((m = find(k, "build", sbC, Properties.class)) != null) res = m.invoke(null, builder, p);
                else throw new IllegalStateException("no entry point in " + c.cls);
                if (toC.isInstance(res)) topology = res;
                else {
                    r.put("indexBeforeBuild", index(builder));
                    phase = "BUILD";
                    topology = has(builder, "build", Properties.class) ? call(builder, "build", new Class<?>[] {Properties.class}, p) : call(builder, "build", new Class<?>[0]);
                    r.put("indexAfterBuild", index(builder));
                }
            }
            phase = "REWRITE";
            describe(r, topology, p);
            r.put("status", "ok");
            return r;
        } catch (Throwable t) {
            while (t instanceof InvocationTargetException && t.getCause() != null) t = t.getCause();
            if (System.getenv("ORACLE_TRACE") != null) t.printStackTrace();
            return err(c, v, phase, t.getClass().getSimpleName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]{1,8}\\b", "@?"));
        }
    }
    static Class<?> load(ClassLoader cl, String n) throws ClassNotFoundException {
        try { return cl.loadClass(n); } catch (ClassNotFoundException e) { return cl.loadClass(n + "Kt"); }
    }
    static Object topologyConfig(Properties p) throws Exception {
        Class<?> sc = Class.forName("org.apache.kafka.streams.StreamsConfig"), tc = Class.forName("org.apache.kafka.streams.TopologyConfig");
        return tc.getConstructor(sc).newInstance(sc.getConstructor(Map.class).newInstance(p));
    }
    static Object newBuilder(Class<?> sb, Properties p, Variant v) throws Exception {
        if (!v.topologyConfig) return sb.getConstructor().newInstance();
        Object tc = topologyConfig(p);
        return sb.getConstructor(tc.getClass()).newInstance(tc);
    }
    static Object newTopology(Class<?> t, Properties p, Variant v) throws Exception {
        if (!v.topologyConfig) return t.getConstructor().newInstance();
        Object tc = topologyConfig(p);
        return t.getConstructor(tc.getClass()).newInstance(tc);
    }
    static Object index(Object builder) { try { return ((Number) field(field(builder, "internalStreamsBuilder"), "index")).intValue(); } catch (Exception e) { return null; } }

    // ---- extracting ----------------------------------------------------------------------------------------------
    static final Pattern AUTO = Pattern.compile(".*-[0-9]{10}(-.*)?");
    static void describe(Map<String, Object> r, Object topology, Properties p) throws Exception {
        Object itb = field(topology, "internalTopologyBuilder");
        Class<?> scC = Class.forName("org.apache.kafka.streams.StreamsConfig");
        Object cfg = scC.getConstructor(Map.class).newInstance(p);
        Object desc = call(topology, "describe", new Class<?>[0]);
        String text = desc.toString();   // as a user prints it: before the start rewrites the topology
        // what KafkaStreams does on start
        if (has(itb, "rewriteTopology", scC)) call(itb, "rewriteTopology", new Class<?>[] {scC}, cfg);
        else { call(itb, "setApplicationId", new Class<?>[] {String.class}, app); if (has(itb, "adjust", scC)) call(itb, "adjust", new Class<?>[] {scC}, cfg); }
        Object pt = has(itb, "buildTopology") ? call(itb, "buildTopology", new Class<?>[0]) : has(itb, "build") ? call(itb, "build", new Class<?>[0]) : call(itb, "build", new Class<?>[] {Integer.class}, (Object) null);

        List<Object> subs = new ArrayList<>();
        Map<String, Set<String>> storeUsers = new TreeMap<>();
        Set<String> sources = new TreeSet<>(), patterns = new TreeSet<>(), sinks = new TreeSet<>();
        for (Object st : sortedById((Collection<?>) call(desc, "subtopologies", new Class<?>[0]))) {
            Map<String, Object> s = new LinkedHashMap<>(); s.put("id", call(st, "id", new Class<?>[0]));
            List<Map<String, Object>> nodes = new ArrayList<>();
            for (Object n : (Collection<?>) call(st, "nodes", new Class<?>[0])) nodes.add(node(n, storeUsers));
            nodes.sort(Comparator.comparing(x -> (String) x.get("name")));
            for (Map<String, Object> n : nodes) if (n.get("topic") != null) sinks.add((String) n.get("topic"));
            s.put("nodes", nodes); subs.add(s);
        }
        r.put("subtopologies", subs);
        List<Map<String, Object>> gs = new ArrayList<>();
        for (Object g : (Collection<?>) call(desc, "globalStores", new Class<?>[0])) {
            Map<String, Object> x = new LinkedHashMap<>();
            x.put("source", node(call(g, "source", new Class<?>[0]), null)); x.put("processor", node(call(g, "processor", new Class<?>[0]), null)); gs.add(x);
        }
        gs.sort(Comparator.comparing(x -> ((Map<?, ?>) x.get("source")).get("name").toString()));
        r.put("globalStores", gs);

        // topics
        Map<String, String> storeToLog = new TreeMap<>((Map<String, String>) cast(field(itb, "storeToChangelogTopic")));
        Map<?, ?> groups = (Map<?, ?>) (has(itb, "subtopologyToTopicsInfo") ? call(itb, "subtopologyToTopicsInfo", new Class<?>[0]) : call(itb, "topicGroups", new Class<?>[0]));
        Map<String, Map<String, Object>> logs = new TreeMap<>(), reps = new TreeMap<>();
        Map<String, String> defTopic = new TreeMap<>();
        for (String k : p.stringPropertyNames()) if (k.startsWith("topic.")) defTopic.put(k.substring(6), p.getProperty(k));
        long addl = Long.parseLong(p.getProperty("windowstore.changelog.additional.retention.ms", "86400000"));
        for (Map.Entry<?, ?> e : groups.entrySet()) {
            Object ti = e.getValue();
            Set<String> src = cast(field(ti, "sourceTopics")); sources.addAll(src);
            Map<String, ?> cl = cast(field(ti, "stateChangelogTopics")), rp = cast(field(ti, "repartitionSourceTopics"));
            for (Map.Entry<String, ?> x : cl.entrySet()) { Map<String, Object> t = topic(x.getKey(), x.getValue(), defTopic, addl); if (src.contains(x.getKey())) { t.remove("config"); t.put("isSourceTopic", true); } logs.put(x.getKey(), t); }
            for (Map.Entry<String, ?> x : rp.entrySet()) reps.put(x.getKey(), topic(x.getKey(), x.getValue(), defTopic, addl));
        }
        Map<?, ?> pats = (Map<?, ?>) field(itb, "nodeToSourcePatterns");
        for (Object x : pats.values()) patterns.add(x.toString());
        for (Map<String, Object> t : logs.values()) {
            List<String> st = new ArrayList<>();
            for (Map.Entry<String, String> e : storeToLog.entrySet()) if (e.getValue().equals(t.get("name"))) st.add(e.getKey());
            t.put("stores", st);
        }
        // stores
        List<Map<String, Object>> stores = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, ?> facts = cast(field(itb, "stateFactories"));
        for (Object s : (Collection<?>) call(pt, "stateStores", new Class<?>[0])) {
            Map<String, Object> x = store(s, storeToLog); String n = (String) x.get("name");
            Object f = facts.get(n); if (f != null) factory(x, f);
            x.put("processors", new ArrayList<>(storeUsers.getOrDefault(n, new TreeSet<>())));
            stores.add(x); seen.add(n);
        }
        for (Object s : (Collection<?>) call(pt, "globalStateStores", new Class<?>[0])) addGlobal(stores, seen, s, storeToLog);
        if (has(itb, "globalStateStores")) for (Object s : ((Map<?, ?>) call(itb, "globalStateStores", new Class<?>[0])).values()) addGlobal(stores, seen, s, storeToLog);
        for (String n : facts.keySet()) if (!seen.contains(n)) { Map<String, Object> x = new LinkedHashMap<>(); x.put("name", n); x.put("auto", AUTO.matcher(n).matches()); x.put("unconnected", true); stores.add(x); }
        stores.sort(Comparator.comparing(x -> (String) x.get("name")));
        r.put("stores", stores);
        r.put("changelogTopics", new ArrayList<>(logs.values()));
        r.put("repartitionTopics", new ArrayList<>(reps.values()));
        Set<String> rs = reps.keySet(); sources.removeAll(rs); for (String q : rs) sinks.remove(q.startsWith(app + "-") ? q.substring(app.length() + 1) : q);
        r.put("sourceTopics", new ArrayList<>(sources)); r.put("sourcePatterns", new ArrayList<>(patterns)); r.put("sinkTopics", new ArrayList<>(sinks));
        List<List<String>> cg = new ArrayList<>();
        try { for (Object g : (Collection<?>) call(itb, "copartitionGroups", new Class<?>[0])) { TreeSet<String> t = new TreeSet<>((Collection<String>) cast(g)); if (t.size() > 1) cg.add(new ArrayList<>(t)); } } catch (Throwable t) { r.put("copartitionError", String.valueOf(t.getCause())); }
        cg.sort(Comparator.comparing(Object::toString));
        r.put("copartitionGroups", cg);
        r.put("describe", text.replaceAll("\\(extractor class: .*\\)", "(extractor class: ?)"));   // names a lambda by its address
    }
    static void addGlobal(List<Map<String, Object>> stores, Set<String> seen, Object s, Map<String, String> log) throws Exception {
        Map<String, Object> x = store(s, log); if (!seen.add((String) x.get("name"))) { for (Map<String, Object> y : stores) if (y.get("name").equals(x.get("name"))) y.put("global", true); return; }
        x.put("global", true); stores.add(x);
    }
    static List<Object> sortedById(Collection<?> c) throws Exception { List<Object> l = new ArrayList<>(c); l.sort(Comparator.comparing(x -> { try { return (Integer) call(x, "id", new Class<?>[0]); } catch (Exception e) { throw new RuntimeException(e); } })); return l; }
    static Map<String, Object> node(Object n, Map<String, Set<String>> users) throws Exception {
        Map<String, Object> x = new LinkedHashMap<>();
        String name = (String) call(n, "name", new Class<?>[0]); x.put("name", name);
        String type = n.getClass().getSimpleName(); x.put("type", type.toLowerCase(Locale.ROOT));
        if (type.equals("Source")) {
            Object ts = has(n, "topicSet") ? call(n, "topicSet", new Class<?>[0]) : null;
            if (ts == null && has(n, "topics")) { Object o = null; try { o = call(n, "topics", new Class<?>[0]); } catch (Exception e) { /* pattern source */ } ts = o == null ? null : Arrays.asList(String.valueOf(o).replaceAll("[\\[\\]]", "").split(",\\s*")); }
            if (ts != null) x.put("topics", new ArrayList<>(new TreeSet<>((Collection<String>) cast(ts))));
            Object tp = has(n, "topicPattern") ? call(n, "topicPattern", new Class<?>[0]) : null;
            if (tp != null) x.put("pattern", tp.toString());
        } else if (type.equals("Sink")) {
            Object t = call(n, "topic", new Class<?>[0]); x.put("topic", t); if (t == null) x.put("dynamic", true);
        } else {
            Set<String> st = new TreeSet<>((Collection<String>) cast(call(n, "stores", new Class<?>[0])));
            if (!st.isEmpty()) x.put("stores", new ArrayList<>(st));
            if (users != null) for (String s : st) users.computeIfAbsent(s, q -> new TreeSet<>()).add(name);
        }
        List<String> succ = new ArrayList<>();
        for (Object o : (Collection<?>) call(n, "successors", new Class<?>[0])) succ.add((String) call(o, "name", new Class<?>[0]));
        Collections.sort(succ); if (!succ.isEmpty()) x.put("successors", succ);
        return x;
    }
    static Map<String, Object> topic(String name, Object tc, Map<String, String> def, long addl) throws Exception {
        Map<String, Object> t = new LinkedHashMap<>(); t.put("name", name);
        t.put("auto", AUTO.matcher(name.startsWith(app + "-") ? name.substring(app.length() + 1) : name).matches());
        try {
            Object np = call(tc, "numberOfPartitions", new Class<?>[0]);
            if (np instanceof Optional) np = ((Optional<?>) np).orElse(null);
            if (np instanceof Integer && (Integer) np > 0) t.put("partitions", np);
        } catch (Exception e) { /* 2.x without */ }
        Map<String, String> pr = cast(has(tc, "properties", Map.class, long.class) ? call(tc, "properties", new Class<?>[] {Map.class, long.class}, def, addl) : call(tc, "getProperties", new Class<?>[] {Map.class, long.class}, def, addl));
        t.put("config", new TreeMap<>(pr));
        return t;
    }
    static Map<String, Object> store(Object s, Map<String, String> storeToLog) throws Exception {
        Map<String, Object> x = new LinkedHashMap<>();
        String name = (String) call(s, "name", new Class<?>[0]); x.put("name", name); x.put("auto", AUTO.matcher(name).matches());
        List<String> layers = new ArrayList<>(); Object cur = s;
        while (cur != null) { layers.add(cur.getClass().getSimpleName()); cur = inner(cur); if (layers.size() > 12) break; }
        String l = String.join(" ", layers), top = layers.get(0), inner = layers.get(layers.size() - 1);
        x.put("kind", top.contains("TimeOrderedKeyValue") ? (top.contains("RocksDB") ? "join-buffer" : "suppress-buffer") : l.contains("ListValue") ? "list-value" : l.contains("Versioned") ? "versioned" : l.contains("Session") ? "session"
            : l.contains("Window") ? "window" : top.contains("Timestamped") ? "timestamped-kv" : "kv");
        x.put("persistent", call(s, "persistent", new Class<?>[0]));
        String log = storeToLog.get(name);   // the source topic when that is reused as the changelog; null when not logged
        if (log != null) x.put("changelog", log);
        x.put("logging", log != null && log.endsWith(name + "-changelog"));
        x.put("caching", l.contains("Caching")); x.put("inner", inner); x.put("outer", top);
        return x;
    }
    static Object inner(Object s) throws Exception {
        if (has(s, "wrapped")) return call(s, "wrapped", new Class<?>[0]);
        for (String f : new String[] {"inner", "wrapped", "store", "bytesStore"}) { Object o = fieldOr(s, f); if (o != null && o != s && has(o, "persistent")) return o; }
        return null;
    }
    static void factory(Map<String, Object> x, Object f) {
        try { boolean w = (Boolean) call(f, "isWindowStore", new Class<?>[0]); if (w) x.put("retentionMs", call(f, "retentionPeriod", new Class<?>[0])); } catch (Throwable t) { /* n/a */ }
        try { if ((Boolean) call(f, "isVersionedStore", new Class<?>[0])) x.put("historyRetentionMs", call(f, "historyRetention", new Class<?>[0])); } catch (Throwable t) { /* n/a */ }
    }

    // ---- reflection ----------------------------------------------------------------------------------------------
    static Method find(Class<?> k, String n, Class<?>... p) { try { Method m = k.getDeclaredMethod(n, p); if (!Modifier.isStatic(m.getModifiers())) return null; m.setAccessible(true); return m; } catch (NoSuchMethodException e) { return null; } }
    static Method lookup(Class<?> c, String n, Class<?>... p) {
        for (Class<?> k = c; k != null; k = k.getSuperclass()) {
            try { Method m = k.getDeclaredMethod(n, p); m.setAccessible(true); return m; } catch (NoSuchMethodException e) { /* up */ }
            for (Class<?> i : k.getInterfaces()) { Method m = lookup(i, n, p); if (m != null) return m; }
        }
        return null;
    }
    static boolean has(Object o, String n, Class<?>... p) { return lookup(o.getClass(), n, p) != null; }
    static Object call(Object o, String n, Class<?>[] p, Object... a) throws Exception {
        Method m = lookup(o.getClass(), n, p); if (m == null) throw new NoSuchMethodException(o.getClass() + "." + n);
        try { return m.invoke(o, a); } catch (InvocationTargetException e) { if (e.getCause() instanceof Exception) throw (Exception) e.getCause(); throw e; }
    }
    static Object field(Object o, String n) throws Exception {
        for (Class<?> k = o.getClass(); k != null; k = k.getSuperclass()) try { Field f = k.getDeclaredField(n); f.setAccessible(true); return f.get(o); } catch (NoSuchFieldException e) { /* up */ }
        throw new NoSuchFieldException(o.getClass() + "." + n);
    }
    static Object fieldOr(Object o, String n) { try { return field(o, n); } catch (Exception e) { return null; } }
    @SuppressWarnings("unchecked") static <T> T cast(Object o) { return (T) o; }

    static final class Json {
        static String write(Object o, int d) {
            if (o == null) return "null";
            if (o instanceof Map) {
                Map<?, ?> m = (Map<?, ?>) o; if (m.isEmpty()) return "{}";
                boolean flat = d >= 3 || m.size() <= 12 && m.values().stream().allMatch(v -> !(v instanceof Map) && !(v instanceof Collection)) && d >= 2;
                String in = flat ? "" : "\n" + " ".repeat((d + 1));
                return "{" + m.entrySet().stream().map(e -> in + str(String.valueOf(e.getKey())) + ": " + write(e.getValue(), d + 1)).collect(Collectors.joining(flat ? ", " : ",")) + (flat ? "" : "\n" + " ".repeat(d)) + "}";
            }
            if (o instanceof Collection) {
                Collection<?> c = (Collection<?>) o; if (c.isEmpty()) return "[]";
                boolean flat = c.stream().allMatch(v -> v instanceof String || v instanceof Number);
                String in = flat ? "" : "\n" + " ".repeat(d + 1);
                return "[" + c.stream().map(v -> in + write(v, flat ? d + 1 : Math.max(d + 1, 3))).collect(Collectors.joining(flat ? ", " : ",")) + (flat ? "" : "\n" + " ".repeat(d)) + "]";
            }
            if (o instanceof Number || o instanceof Boolean) return o.toString();
            return str(o.toString());
        }
        static String str(String s) {
            StringBuilder b = new StringBuilder("\"");
            for (char ch : s.toCharArray()) switch (ch) {
                case '"': b.append("\\\""); break; case '\\': b.append("\\\\"); break; case '\n': b.append("\\n"); break; case '\r': b.append("\\r"); break; case '\t': b.append("\\t"); break;
                default: if (ch < 32) b.append(String.format("\\u%04x", (int) ch)); else b.append(ch);
            }
            return b.append('"').toString();
        }
    }
}
