package kslens.agent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lines on standard error: the application's logging is its own. */
final class Log {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Log() {
    }

    static void say(String text) {
        System.err.println("kslens-agent: " + text);
    }

    /** Each trouble once. It ends here: nothing of the agent's is the application's concern. */
    static void trouble(String what, Throwable e) {
        String why = e instanceof IllegalArgumentException && e.getMessage() != null ? e.getMessage() : e.toString();
        String text = what + ": " + why;
        if (SAID.add(text)) {
            say(text);
        }
    }
}
