package heliograph.plugin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The folder that people drop plugins into: each jar is one, and each folder of jars, which are
/// the plugin and its libraries. It need not be there. Names that begin with a dot are left alone.
record PluginFolder(Path path) {

    /// A file as it was when it was looked at; one that was written to is not equal to it.
    private record FileMark(Path file, long size, FileTime modified, String key) {}

    /// The jars of a plugin at one moment.
    record Snapshot(Path place, List<FileMark> files) {
        List<Path> jars() {
            return files.stream().map(FileMark::file).toList();
        }
    }

    /// What is there now, by name.
    Map<String, Snapshot> look() throws IOException {
        Map<String, Snapshot> plugins = new TreeMap<>();
        if (!Files.isDirectory(path)) return plugins;
        for (Path place : entries(path)) {
            if (Files.isDirectory(place)) {
                plugins.put(name(place), new Snapshot(place, marks(jarsIn(place))));
            } else if (isJar(place)) {
                plugins.put(name(place), new Snapshot(place, marks(List.of(place))));
            }
        }
        return plugins;
    }

    /// None when it cannot be read, which is that plugin's trouble and not the others'.
    private static List<Path> jarsIn(Path folder) {
        try {
            return entries(folder).stream().filter(PluginFolder::isJar).toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path entry : all) {
                if (!name(entry).startsWith(".")) entries.add(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries.stream().sorted().toList();
    }

    private static boolean isJar(Path file) {
        return name(file).toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<FileMark> marks(List<Path> files) {
        List<FileMark> marks = new ArrayList<>();
        for (Path file : files) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                marks.add(
                        new FileMark(
                                file,
                                attributes.size(),
                                attributes.lastModifiedTime(),
                                String.valueOf(attributes.fileKey())));
            } catch (IOException _) {
                // It was removed a moment ago, or is a link to nothing.
            }
        }
        return marks;
    }
}
