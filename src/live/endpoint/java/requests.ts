/** A part of the query endpoint's source (`endpointTemplate.ts`): parameters, refusals and JSON. */
export const requests = String.raw`    // ---- requests

    /** The parameters of a request. */
    private final class Question {
        private final Map<String, String> given = new HashMap<>();

        Question(String query) {
            for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
                int at = pair.indexOf('=');
                given.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }

        boolean has(String name) {
            return given.containsKey(name);
        }

        String get(String name) {
            return given.get(name);
        }

        boolean flag(String name) {
            return "true".equals(given.get(name));
        }

        long number(String name, long otherwise) {
            String text = given.get(name);
            if (text == null) {
                return otherwise;
            }
            if (!text.matches("\\d{1,18}")) {
                throw new IllegalArgumentException(name + " must be a whole number, not " + text);
            }
            return Long.parseLong(text);
        }

        Key key(String store, String name) {
            String text = given.get(name);
            if (text == null) {
                throw new IllegalArgumentException("the parameter " + name + " is missing");
            }
            return "base64".equals(given.get("keyFormat")) ? keyOfBytes(store, unbase64(name, text)) : keyOfText(store, text);
        }

        byte[] keyBytes(String store, String name) {
            return has(name) ? key(store, name).bytes : null;
        }

        byte[] prefix(String store) {
            if ("base64".equals(given.get("keyFormat"))) {
                return unbase64("prefix", String.valueOf(get("prefix")));
            }
            if (!(keySerde(store).deserializer() instanceof StringDeserializer)) {
                throw new IllegalArgumentException("prefixes are of strings; other keys are given as bytes: keyFormat=base64");
            }
            return has("prefix") ? get("prefix").getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
    }

    /** A question that is not answered, as the contract says it. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;
        final String reason;
        final transient Map<String, Object> where;

        Refusal(int status, String code, String reason, String message, Map<String, Object> where) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
            this.reason = reason;
            this.where = where;
        }
    }

    private static Refusal noSuchPath() {
        return new Refusal(404, "NOT_FOUND", "not-found", "nothing is at this path", null);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unbase64(String name, String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is no base64: " + text, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, Object> host(HostInfo host) {
        return host == null ? null : map("host", host.host(), "port", host.port());
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            result.put((String) pairs[i], pairs[i + 1]);
        }
        return result;
    }

    /** As stores order keys. */
    private static int compare(byte[] left, byte[] right) {
        for (int i = 0; i < left.length && i < right.length; i++) {
            int difference = (left[i] & 0xff) - (right[i] & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return left.length - right.length;
    }

    private static boolean before(byte[] key, byte[] bound) {
        return bound != null && compare(key, bound) < 0;
    }

    private static boolean after(byte[] key, byte[] bound) {
        return bound != null && compare(key, bound) > 0;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(Arrays.copyOf(key, prefix.length), prefix);
    }

    /** JSON as text. Whole numbers that a double does not hold, and numbers that JSON does not have, are strings. */
    private static final class Json {
        static final class Raw {
            final String text;

            Raw(String text) {
                this.text = text;
            }
        }

        static String write(Object value) {
            StringBuilder out = new StringBuilder();
            append(out, value);
            return out.toString();
        }

        private static void append(StringBuilder out, Object value) {
            if (value == null || value instanceof Boolean) {
                out.append(value);
            } else if (value instanceof Raw) {
                out.append(((Raw) value).text);
            } else if (value instanceof Number && isPlain((Number) value)) {
                out.append(value);
            } else if (value instanceof Map) {
                char separator = '{';
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.append(separator);
                    quote(out, String.valueOf(entry.getKey()));
                    out.append(':');
                    append(out, entry.getValue());
                    separator = ',';
                }
                out.append(separator == '{' ? "{}" : "}");
            } else if (value instanceof Collection) {
                char separator = '[';
                for (Object one : (Collection<?>) value) {
                    out.append(separator);
                    append(out, one);
                    separator = ',';
                }
                out.append(separator == '[' ? "[]" : "]");
            } else {
                quote(out, String.valueOf(value));
            }
        }

        private static boolean isPlain(Number value) {
            if (value instanceof Double || value instanceof Float) {
                return !Double.isNaN(value.doubleValue()) && !Double.isInfinite(value.doubleValue());
            }
            return value instanceof Integer || value instanceof Short || value instanceof Byte
                || value instanceof Long && Math.abs(value.longValue()) <= SAFE_INTEGER && value.longValue() != Long.MIN_VALUE;
        }

        private static void quote(StringBuilder out, String text) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < 0x20 || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
    }
}
`;
