package kslens.agent;

import java.security.SecureRandom;
import java.util.Base64;

/** What stands after {@code =} of the flag. */
final class Options {
    /** Of the first KafkaStreams; 0: one that is free. */
    final int port;
    /** Whoever asks must know it. */
    final String token;

    private Options(int port, String token) {
        this.port = port;
        this.token = token;
    }

    static Options parse(String text) {
        int port = 0;
        String token = null;
        for (String option : text == null || text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int at = option.indexOf('=');
            String name = at < 0 ? option : option.substring(0, at);
            String value = at < 0 ? "" : option.substring(at + 1);
            switch (name) {
                case "port":
                    port = toPort(value);
                    break;
                case "token":
                    token = toToken(value);
                    break;
                default:
                    throw new IllegalArgumentException("it has no option '" + name + "': write port=N, token=TEXT or both with a comma between");
            }
        }
        return new Options(port, token == null ? newToken() : token);
    }

    private static int toPort(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
            throw new IllegalArgumentException("its option port must be a number from 0 to 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static String toToken(String value) {
        if (!value.matches("[!-~]{8,200}")) {
            throw new IllegalArgumentException("its option token must have 8 to 200 characters of ASCII without spaces");
        }
        return value;
    }

    private static String newToken() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
