package kslens.agent;

import java.lang.instrument.Instrumentation;

/**
 * What {@code java -javaagent:kslens-agent.jar[=port=N,token=TEXT]} begins with: every KafkaStreams of the JVM answers ks-iq/1 on the loopback
 * address. Whatever goes wrong here is said on standard error, once, and the application goes on.
 */
public final class Agent {
    private Agent() {
    }

    public static void premain(String options, Instrumentation instrumentation) {
        try {
            Made.begin(new Servers(Options.parse(options)));
            instrumentation.addTransformer(new FindStreams());
        } catch (Throwable e) {
            Log.trouble("the application goes on without the agent", e);
        }
    }
}
