package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A new folder that holds all files of one run of the benchmark, and is removed with them. */
final class WorkFolder {
    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** A new folder in {@code parent}, which is made if need be and stays. */
    static WorkFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new WorkFolder(Files.createTempDirectory(parent, "bench-"));
    }

    /** Makes an empty folder in this one. */
    Path create(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    /** Removes a folder that {@link #create} made, with all that is in it. */
    void remove(String name) throws IOException {
        removeTree(folder.resolve(name));
    }

    /** Removes all of it. */
    void remove() throws IOException {
        removeTree(folder);
    }

    /** Removes a folder with all that is in it. */
    static void removeTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
