import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Collectors;

/**
 * The public methods of the Streams DSL and of Topology, as the jars of kafka-streams declare them.
 *
 *   java Methods.java VERSION=DIRECTORY...          every method, with the first version that has it and the last, oldest version first
 *   java Methods.java --check FILE VERSION=DIR...   what FILE says of these versions, beside their jars: differences, exit 1
 *
 * A line is `KStream.filter(Predicate, Named): KStream 2.4-`; types by their simple names, versions as minors. The first line says of which
 * versions they are.
 */
public class Methods {
    static final String[] CLASSES = {
        "StreamsBuilder", "Topology", "kstream.KStream", "kstream.BranchedKStream", "kstream.KTable", "kstream.GlobalKTable",
        "kstream.KGroupedStream", "kstream.TimeWindowedKStream", "kstream.SessionWindowedKStream", "kstream.CogroupedKStream",
        "kstream.TimeWindowedCogroupedKStream", "kstream.SessionWindowedCogroupedKStream", "kstream.KGroupedTable",
    };

    public static void main(String[] args) throws Exception {
        List<String> list = new ArrayList<>(Arrays.asList(args));
        Path recorded = null;
        if (list.get(0).equals("--check")) {
            recorded = Path.of(list.get(1));
            list = list.subList(2, list.size());
        }
        Map<String, TreeSet<String>> declared = new LinkedHashMap<>();
        for (String each : list) {
            String[] parts = each.split("=", 2);
            declared.put(minor(parts[0]), declarations(Path.of(parts[1])));
        }
        if (recorded == null) print(declared);
        else System.exit(check(Files.readAllLines(recorded), declared) ? 0 : 1);
    }

    static TreeSet<String> declarations(Path directory) throws Exception {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path file : files) jars.add(file.toUri().toURL());
        }
        TreeSet<String> found = new TreeSet<>();
        try (URLClassLoader loader = new URLClassLoader(jars.toArray(new URL[0]))) {
            for (String name : CLASSES) {
                Class<?> type;
                try {
                    type = Class.forName("org.apache.kafka.streams." + name, false, loader);
                } catch (ClassNotFoundException older) {
                    continue;
                }
                for (Method method : type.getDeclaredMethods()) {
                    if (!Modifier.isPublic(method.getModifiers()) || method.isSynthetic() || Modifier.isStatic(method.getModifiers())) continue;
                    found.add(type.getSimpleName() + "." + method.getName() + "(" + parameters(method) + "): " + method.getReturnType().getSimpleName());
                }
            }
        }
        return found;
    }

    static String parameters(Method method) {
        Class<?>[] types = method.getParameterTypes();
        List<String> names = Arrays.stream(types).map(Class::getSimpleName).collect(Collectors.toCollection(ArrayList::new));
        int last = names.size() - 1;
        if (method.isVarArgs()) names.set(last, types[last].getComponentType().getSimpleName() + "...");
        return String.join(", ", names);
    }

    static void print(Map<String, TreeSet<String>> declared) {
        List<String> versions = new ArrayList<>(declared.keySet());
        System.out.println("# " + versions.get(0) + "-" + versions.get(versions.size() - 1));
        TreeSet<String> all = new TreeSet<>();
        declared.values().forEach(all::addAll);
        for (String each : all) {
            List<String> having = versions.stream().filter(version -> declared.get(version).contains(each)).collect(Collectors.toList());
            String first = having.get(0), last = having.get(having.size() - 1);
            if (versions.indexOf(last) - versions.indexOf(first) + 1 != having.size()) throw new IllegalStateException(each + " came and went: " + having);
            System.out.println(each + " " + first + "-" + (last.equals(versions.get(versions.size() - 1)) ? "" : last));
        }
    }

    static boolean check(List<String> lines, Map<String, TreeSet<String>> declared) {
        boolean same = true;
        for (Map.Entry<String, TreeSet<String>> entry : declared.entrySet()) {
            TreeSet<String> said = new TreeSet<>();
            for (String line : lines) {
                if (line.startsWith("#")) continue;
                int space = line.lastIndexOf(' ');
                String[] range = line.substring(space + 1).split("-", 2);
                if (order(range[0]) <= order(entry.getKey()) && (range[1].isEmpty() || order(entry.getKey()) <= order(range[1]))) said.add(line.substring(0, space));
            }
            TreeSet<String> missing = new TreeSet<>(entry.getValue());
            missing.removeAll(said);
            said.removeAll(entry.getValue());
            for (String each : missing) System.out.println(entry.getKey() + " has " + each + ", which is not recorded");
            for (String each : said) System.out.println(entry.getKey() + " has no " + each + ", which is recorded");
            boolean equal = missing.isEmpty() && said.isEmpty();
            if (equal) System.out.println("methods of " + entry.getKey() + " same");
            same &= equal;
        }
        return same;
    }

    static String minor(String version) {
        String[] parts = version.split("\\.");
        return parts[0] + "." + parts[1];
    }

    static int order(String minor) {
        String[] parts = minor.split("\\.");
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }
}
