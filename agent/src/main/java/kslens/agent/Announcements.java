package kslens.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file for each server, which its user alone can read: where it answers, and what it must be told. */
final class Announcements {
    private final Path folder = Paths.get(System.getProperty("user.home"), ".kslens", "agents");
    private final Set<Path> written = ConcurrentHashMap.newKeySet();
    private int count;

    /** Whoever reads the folder sees all of a file, or none of it. */
    Path write(Served served, String token) throws IOException {
        long process = ProcessHandle.current().pid();
        String name = process + "-" + ++count;
        String text = "{\"api\":\"ks-iq/1\",\"process\":" + process + ",\"port\":" + served.port() + ",\"token\":" + quoted(token)
            + ",\"applicationId\":" + quoted(served.applicationId()) + ",\"clientId\":" + quoted(served.clientId()) + ",\"applicationServer\":" + quoted(served.applicationServer()) + "}\n";
        Files.createDirectories(folder, ownOnly("rwx------"));
        Path making = folder.resolve(name + ".new");
        Path file = folder.resolve(name + ".json");
        Files.deleteIfExists(making);
        Set<StandardOpenOption> asNew = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = Files.newByteChannel(making, asNew, ownOnly("rw-------"))) {
            out.write(StandardCharsets.UTF_8.encode(text));
        }
        written.add(file);
        Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    void remove(Path file) {
        if (file != null && written.remove(file)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                Log.trouble("an announcement stays, of a KafkaStreams that is closed", e);
            }
        }
    }

    void removeAll() {
        written.forEach(this::remove);
    }

    /** Windows keeps the folders of a user for that user without being told. */
    private static FileAttribute<?>[] ownOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
            : new FileAttribute<?>[0];
    }

    private static String quoted(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            out.append(c >= ' ' && c < 127 && c != '"' && c != '\\' ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return out.append('"').toString();
    }
}
