package kslens.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One server for each KafkaStreams, from when it is made until it is closed. All of it happens in a thread of its own. */
final class Servers {
    private static final long LOOK_MS = 1000;
    /** Of one JVM: what makes more of them, such as a run of tests, is not watched one by one. */
    private static final int MOST = 50;

    private final Options options;
    private final Announcements announcements = new Announcements();
    private final BlockingQueue<Object[]> made = new LinkedBlockingQueue<>();
    private final List<Running> running = new ArrayList<>();
    private boolean isPortTaken;

    Servers(Options options) {
        this.options = options;
    }

    private static final class Running {
        final Object streams;
        final Served served;
        final Path announcement;

        Running(Object streams, Served served, Path announcement) {
            this.streams = streams;
            this.served = served;
            this.announcement = announcement;
        }
    }

    void start() {
        Thread thread = new Thread(this::run, "kslens-agent");
        // The threads of the servers are made in it, and are daemons, too: none keeps the application from its end.
        thread.setDaemon(true);
        thread.start();
        Runtime.getRuntime().addShutdownHook(new Thread(announcements::removeAll, "kslens-agent-end"));
    }

    void take(Object streams, Object topology, Object settings) {
        made.add(new Object[] {streams, topology, settings});
    }

    private void run() {
        for (;;) {
            try {
                Object[] next = made.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                endClosed();
                // Constructors call each other, and each hands over what it made.
                if (next != null && running.stream().noneMatch(one -> one.streams == next[0])) {
                    serve(next);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                Log.trouble("a KafkaStreams is not served", e);
            }
        }
    }

    private void serve(Object[] next) throws Exception {
        if (running.size() >= MOST) {
            throw new IllegalArgumentException(MOST + " others of this JVM are served, and not closed");
        }
        Served served = listen(EndpointLoader.endpointFor(next[0].getClass()), next);
        Path announcement = null;
        try {
            announcement = announcements.write(served, options.token);
            Log.say(served.applicationId() + " answers on 127.0.0.1:" + served.port() + " (GET only), announced in " + announcement.getParent());
        } catch (IOException | RuntimeException e) {
            Log.trouble(served.applicationId() + " answers on 127.0.0.1:" + served.port()
                + ", and cannot be announced (give the option token, and ask it with --url)", e);
        }
        running.add(new Running(next[0], served, announcement));
    }

    private Served listen(EndpointLoader.Factory endpoint, Object[] next) throws Exception {
        int port = isPortTaken ? 0 : options.port;
        isPortTaken = true;
        try {
            return endpoint.serve(next[0], next[1], next[2], port, options.token);
        } catch (IOException e) {
            if (port == 0) {
                throw e;
            }
            Log.trouble("port " + port + " cannot be had, so a free one is taken", e);
            return endpoint.serve(next[0], next[1], next[2], 0, options.token);
        }
    }

    private void endClosed() {
        for (Iterator<Running> all = running.iterator(); all.hasNext();) {
            Running one = all.next();
            if (one.served.isOver()) {
                all.remove();
                one.served.close();
                announcements.remove(one.announcement);
            }
        }
    }
}
