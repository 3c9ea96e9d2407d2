package kslens.agent.endpoint;

import java.lang.reflect.Method;

/**
 * Values as JSON by what the application has itself: Jackson for objects, Avro's and Protobuf's own JSON for theirs. null: it has nothing for them, so they
 * are shown as they print themselves.
 */
final class ValueText implements QueryEndpoint.JsonWriter {
    private static final String JACKSON = "com.fasterxml.jackson.databind.ObjectMapper";

    private interface Writer {
        String write(Object value) throws Exception;
    }

    private final ClassLoader application;
    private final Writer mapper;
    private final Writer reader;

    ValueText(ClassLoader application) {
        this.application = application;
        Object jackson = makeJackson();
        mapper = jackson == null ? value -> null : value -> (String) jackson.getClass().getMethod("writeValueAsString", Object.class).invoke(jackson, value);
        reader = jackson == null ? value -> null : value -> jackson.getClass().getMethod("readTree", String.class).invoke(jackson, value).toString();
    }

    @Override
    public String write(Object value) {
        try {
            if (isOf(value.getClass(), "com.fasterxml.jackson.databind.JsonNode")) {
                return value.toString();
            }
            if (isOf(value.getClass(), "org.apache.avro.generic.IndexedRecord")) {
                return reader.write(value.toString()); // some of Avro's types print themselves as what is no JSON
            }
            if (isOf(value.getClass(), "com.google.protobuf.MessageOrBuilder")) {
                return ofProtobuf(value);
            }
            return mapper.write(value);
        } catch (Exception | LinkageError e) {
            return null;
        }
    }

    private Object makeJackson() {
        try {
            Object made = Class.forName(JACKSON, true, application).getConstructor().newInstance();
            return made.getClass().getMethod("findAndRegisterModules").invoke(made);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static String ofProtobuf(Object value) throws ReflectiveOperationException {
        ClassLoader loader = value.getClass().getClassLoader();
        Object printer = Class.forName("com.google.protobuf.util.JsonFormat", true, loader).getMethod("printer").invoke(null);
        Method print = printer.getClass().getMethod("print", Class.forName("com.google.protobuf.MessageOrBuilder", true, loader));
        return (String) print.invoke(printer, value);
    }

    private static boolean isOf(Class<?> type, String name) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            if (one.getName().equals(name)) {
                return true;
            }
            for (Class<?> each : one.getInterfaces()) {
                if (isOf(each, name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
